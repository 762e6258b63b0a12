import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * `docs/security.md` answers every requirement of OWASP ASVS 5.0, levels 1 and 2. The numbers were taken from
 * github.com/OWASP/ASVS, 5.0/en.
 */

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const ledger = read('docs/security.md');

const rows = [...ledger.matchAll(/^\| (\d[\d., –]*) \| ([^|]+) \| (.*) \|$/gm)].map(
  ([, requirements = '', state = '', text = '']) => ({ requirements: expand(requirements), state, text }),
);

/** `1.2.6–1.2.8, 1.3.1` → the four numbers. */
function expand(requirements: string): string[] {
  return requirements.split(', ').flatMap((part) => {
    const [first = '', last = first] = part.split('–');
    const section = first.slice(0, first.lastIndexOf('.') + 1);
    const [from, to] = [first, last].map((number) => Number(number.slice(section.length)));
    return Array.from(
      { length: (to ?? 0) - (from ?? 0) + 1 },
      (_, index) => `${section}${(from ?? 0) + index}`,
    );
  });
}

test('every requirement of levels 1 and 2 is answered once', () => {
  const wanted = read('tests/fixtures/asvs-5.0-levels-1-2.txt').trim().split('\n');
  expect(rows.flatMap(({ requirements }) => requirements).sort()).toEqual(wanted.sort());
});

test('every answer is held, operator, n/a or open, and says by what', () => {
  for (const { requirements, state, text } of rows) {
    expect(['held', 'operator', 'n/a', 'open'], `${requirements}`).toContain(state);
    expect(text.length, `${requirements}`).toBeGreaterThan(3);
  }
});

test('every file that is named as evidence exists', () => {
  const named = [...ledger.matchAll(/`([\w./-]+\/[\w.-]+\.(?:tsx?|md))`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});
