import { compareVersions, type Version } from '../../../domain/compare/compare.ts';

/** Compares off the main thread, so that a long article blocks neither typing nor scrolling. */
addEventListener('message', ({ data }: MessageEvent<{ before: Version; after: Version }>) => {
  postMessage(compareVersions(data.before, data.after));
});
