import { expect, test } from 'vitest';
import { createRecoveryCodes, hashRecoveryCode } from './recovery-codes.ts';

test('ten different codes are made, in groups that can be read out', () => {
  const codes = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[2-9a-km-np-z]{4}(-[2-9a-km-np-z]{4}){3}$/);
});

test('a code is recognized without hyphens, with spaces and in capitals', async () => {
  const [code = ''] = createRecoveryCodes();
  const hash = await hashRecoveryCode(code);
  for (const typed of [code.toUpperCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')}\n`]) {
    expect(await hashRecoveryCode(typed)).toBe(hash);
  }
  expect(await hashRecoveryCode(code.slice(0, -1))).not.toBe(hash);
});
