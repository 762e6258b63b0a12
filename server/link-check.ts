import type { LinkCheck } from '../domain/contract/fanpages.ts';

/** Looks whether an address still leads to a page. Each host brings its own. */
export type LinkChecker = {
  /**
   * @param url normalised, see `domain/fanpages.ts`.
   * @returns what was found; never rejects for what the other side does. At most ten seconds.
   */
  check(url: string): Promise<LinkCheck>;
};

/** Of a host that cannot look: a page may not read what other sites answer. */
export const noLinkCheck: LinkChecker = {
  check: async () => ({ finding: 'cannot-check', status: null, to: null }),
};
