import { afterAll, beforeAll, expect } from 'vitest';

/*
 * For files that share a worker: a global that one leaves replaced would fail another one, in some orders only. Each file
 * must restore its globals, or fails itself.
 */

let before: ReturnType<typeof globals>;
beforeAll(() => {
  before = globals();
});
afterAll(() => {
  const after = globals();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => !Object.is(before.get(name), after.get(name)),
  );
  expect(changed, 'globals that this file leaves replaced').toEqual([]);
});

/** The value or getter of each name. */
function globals(): Map<string, unknown> {
  const all: [string, unknown][] = [];
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(globalThis)))
    all.push([name, property.get ?? property.value]);
  for (const [name, value] of Object.entries(process.env)) all.push([`process.env.${name}`, value]);
  return new Map(all);
}
