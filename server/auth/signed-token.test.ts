import { expect, test } from 'vitest';
import { z } from 'zod';
import { readToken, signToken } from './signed-token.ts';

const secret = 'a secret of no importance in this test';
const now = new Date('2026-03-11T07:06:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const schema = z.object({ userId: z.string() });
const read = (token: string, over: { at?: Date; with?: string } = {}) =>
  readToken(over.with ?? secret, 'second-factor', token, { schema, now: over.at ?? now });

test('a token returns its claims until it expires', async () => {
  const token = await signToken(secret, 'second-factor', { userId: 'lan' }, inMinutes(10));
  expect(await read(token)).toMatchObject({ userId: 'lan', expiresAt: inMinutes(10) });
  expect(await read(token, { at: inMinutes(9.9) })).not.toBeNull();
  expect(await read(token, { at: inMinutes(10) })).toBeNull();
});

test('a token of another purpose, of another secret, changed, unsigned or malformed is refused', async () => {
  const token = await signToken(secret, 'second-factor', { userId: 'lan' }, inMinutes(10));
  const [head = '', body = '', signature = ''] = token.split('.');
  const other = btoa(JSON.stringify({ userId: 'admin', jti: 'x', exp: 9_999_999_999 })).replace(/=+$/, '');
  const unsignedHead = btoa(JSON.stringify({ alg: 'none', typ: 'JWT' })).replace(/=+$/, '');
  expect(await read(await signToken(secret, 'passkey-sign-in', { userId: 'lan' }, inMinutes(10)))).toBeNull();
  expect(await read(token, { with: 'another secret' })).toBeNull();
  for (const forged of [
    `${head}.${other}.${signature}`,
    `${unsignedHead}.${body}.`,
    `${unsignedHead}.${other}.`,
    `${head}.${body}`,
    '',
    '...',
  ]) {
    expect(await read(forged), forged).toBeNull();
  }
});
