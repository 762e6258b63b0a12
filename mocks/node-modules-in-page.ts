/*
 * Replaces `node:crypto`, `node:url`, `node:http` and `crossws/adapters/node`, which Hocuspocus imports for its own HTTP
 * server. In a page MSW takes that role, and only `randomUUID` is called.
 */

const OwnURLSearchParams = URLSearchParams;

export { OwnURLSearchParams as URLSearchParams };

export function createServer(): never {
  throw new Error('A page cannot listen');
}

export default { randomUUID: () => crypto.randomUUID() };
