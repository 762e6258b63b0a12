import { fail } from '../http/problem.ts';

export type RemotePictures = {
  /**
   * Fetches a file within the limits of an upload. Its content is not looked at.
   *
   * @param owner the account that asks: one person's requests do not delay those of others.
   * @throws `remote-forbidden`, `remote-unreachable`, `too-large`, `unsupported-image` for what is declared as no picture,
   * `throttled`, `needs-server`.
   */
  fetch(url: URL, owner: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }>;
};

/** For a page, which may not read responses of other sites. */
export const noRemotePictures: RemotePictures = {
  fetch: async () => {
    throw fail('needs-server');
  },
};
