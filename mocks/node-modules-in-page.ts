/*
 * Stands in for `node:crypto`, `node:url`, `node:http` and `crossws/adapters/node`, which the collaboration server
 * imports for a server of its own. In a page it is fed by MSW instead, and of all these it asks for a random id only.
 */

const OwnURLSearchParams = URLSearchParams;

export { OwnURLSearchParams as URLSearchParams };

export function createServer(): never {
  throw new Error('A page cannot listen');
}

export default { randomUUID: () => crypto.randomUUID() };
