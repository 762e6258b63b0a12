import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenDatabase } from '../db/database.ts';
import { rateLimits } from '../db/schema.ts';
import { openPglite } from '../node/db/pglite.ts';
import { consumeAttempt } from './throttle.ts';

let database: OpenDatabase;
const second = 1_000;
const start = new Date('2026-03-11T07:00:00Z').getTime();
const limit = { name: 'guess', subject: 'a', max: 10, windowMs: 900 * second };

const attempt = (atSeconds: number, over: Partial<typeof limit> = {}) =>
  consumeAttempt(database.db, { ...limit, ...over }, new Date(start + atSeconds * second));
/** Attempts at the same time are judged in any order. */
const ascending = (waits: number[]) => waits.sort((a, b) => a - b);
const rowCount = async () => (await database.db.select().from(rateLimits)).length;

beforeAll(async () => {
  database = await openPglite('snapshot');
});
beforeEach(() => database.db.delete(rateLimits));
afterAll(() => database.close());

test('ten attempts are allowed at once, then one in each ninety seconds', async () => {
  const waits = await Promise.all(Array.from({ length: 12 }, () => attempt(0)));
  expect(ascending(waits)).toEqual([...Array(10).fill(0), 90, 90]);
  expect(await attempt(89)).toBe(1);
  expect(await attempt(90)).toBe(0);
  expect(await attempt(90)).toBe(90);
});

test('refused attempts do not extend the wait', async () => {
  for (let count = 0; count < 10; count += 1) await attempt(0);
  for (let count = 0; count < 50; count += 1) expect(await attempt(30)).toBe(60);
});

test('a window without an attempt restores all of them', async () => {
  for (let count = 0; count < 10; count += 1) await attempt(0);
  const waits = await Promise.all(Array.from({ length: 11 }, () => attempt(900)));
  expect(ascending(waits)).toEqual([...Array(10).fill(0), 90]);
});

test('subjects and names are counted apart', async () => {
  for (let count = 0; count < 10; count += 1) await attempt(0);
  expect([await attempt(0), await attempt(0, { subject: 'b' }), await attempt(0, { name: 'other' })]).toEqual(
    [90, 0, 0],
  );
});

test('rows name nobody, and those of the past are deleted by later attempts', async () => {
  const subjects = Array.from({ length: 200 }, (_, index) => `nobody-${index}@example.vn`);
  for (const subject of subjects) await attempt(0, { subject });
  const rows = await database.db.select().from(rateLimits);
  expect(rows.every(({ key }) => /^guess:[0-9a-f]{4}$/.test(key))).toBe(true);
  for (let count = 0; count < 25; count += 1) await attempt(1_000 + count * 100);
  expect(await rowCount()).toBe(1);
});
