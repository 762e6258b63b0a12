import type { LinkCheck } from '../domain/contract/fanpages.ts';

/** Checks that an address still leads to a page. Each host has its own implementation. */
export type LinkChecker = {
  /**
   * @param url normalised, see `domain/fanpages.ts`.
   * @returns within ten seconds; network errors are a finding, not a rejection.
   */
  check(url: string): Promise<LinkCheck>;
};

/** For a page, which may not read responses of other sites. */
export const noLinkCheck: LinkChecker = {
  check: async () => ({ finding: 'cannot-check', status: null, to: null }),
};
