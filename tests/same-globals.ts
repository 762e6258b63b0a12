import { afterAll, beforeAll, expect } from 'vitest';

/*
 * For files that share a worker: what one of them leaves replaced would fail another one, in some orders only. So
 * each puts back what it changes, or fails by itself.
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

/** What stands behind each name: its value, or what reads it. */
function globals(): Map<string, unknown> {
  const all: [string, unknown][] = [];
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(globalThis)))
    all.push([name, property.get ?? property.value]);
  for (const [name, value] of Object.entries(process.env)) all.push([`process.env.${name}`, value]);
  return new Map(all);
}
