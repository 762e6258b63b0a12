import { builtinEnvironments, type Environment } from 'vitest/runtime';

/**
 * jsdom replaces parts of the Fetch API with classes that Node's `fetch` and the backend behind MSW do not recognize (a
 * `FormData` is sent as the text "[object FormData]"), and its `crypto` lacks `subtle`. This restores Node's own ones.
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

// Vitest requires a default export.
export default environment;
