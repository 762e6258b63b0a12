import { builtinEnvironments, type Environment } from 'vitest/runtime';

/**
 * jsdom brings its own half of the fetch family, which Node's `fetch` and the backend behind MSW do not know: a
 * `FormData` of jsdom goes out as the text "[object FormData]". And its `crypto` has no `subtle`. Node's own ones are put back.
 */
const nodeNames = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'File',
  'FormData',
  'Headers',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'WebSocket',
  'crypto',
  'fetch',
] as const;

const environment: Environment = {
  name: 'screens',
  viteEnvironment: 'client',
  async setup(global, options) {
    const kept = nodeNames.map((name) => [name, globalThis[name]] as const);
    const jsdom = await builtinEnvironments.jsdom.setup(global, options);
    for (const [name, value] of kept) {
      Object.defineProperty(global, name, { value, configurable: true, writable: true });
    }
    return jsdom;
  },
};

// Vitest asks an environment for its default export.
export default environment;
