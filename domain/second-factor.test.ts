import { expect, test } from 'vitest';
import { roles } from './roles.ts';
import { canRemoveFactor, isSecondFactorMissing } from './second-factor.ts';

test.each(roles)('a session of a %s without a second factor is incomplete where one is required', (role) => {
  expect(isSecondFactorMissing({ role, hasSecondFactor: false }, [role])).toBe(true);
  expect(isSecondFactorMissing({ role, hasSecondFactor: true }, [role])).toBe(false);
  expect(isSecondFactorMissing({ role, hasSecondFactor: false }, [])).toBe(false);
  const others = roles.filter((other) => other !== role);
  expect(isSecondFactorMissing({ role, hasSecondFactor: false }, others)).toBe(false);
});

test.each([
  [{ hasTotp: true, passkeyCount: 0 }, false],
  [{ hasTotp: false, passkeyCount: 1 }, false],
  [{ hasTotp: true, passkeyCount: 1 }, true],
  [{ hasTotp: false, passkeyCount: 2 }, true],
])('of %j one may be removed although a second factor is required: %s', (factors, isAllowed) => {
  expect(canRemoveFactor('editor', factors, ['editor'])).toEqual(
    isAllowed ? { allowed: true } : { allowed: false, reason: 'second-factor-required' },
  );
  expect(canRemoveFactor('editor', factors, ['admin'])).toEqual({ allowed: true });
});
