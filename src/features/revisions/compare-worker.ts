import { compareVersions, type Version } from '../../../domain/compare/compare.ts';

/** Compares beside the page, so that a long article never holds up a key or a scroll. */
addEventListener('message', ({ data }: MessageEvent<{ before: Version; after: Version }>) => {
  postMessage(compareVersions(data.before, data.after));
});
