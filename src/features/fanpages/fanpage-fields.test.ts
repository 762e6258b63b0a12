import { describe, expect, test } from 'vitest';
import { changesTo, mergeFields } from './fanpage-fields.ts';

const base = { url: 'https://x.com/a', name: 'A', isVisible: true };

test('only what differs is sent', () => {
  expect(changesTo(base, { ...base, name: 'B' })).toEqual({ name: 'B' });
  expect(changesTo(base, base)).toEqual({});
});

describe('when somebody else has saved meanwhile', () => {
  test('what was not touched here becomes theirs', () => {
    const theirs = { ...base, url: 'https://x.com/b', isVisible: false };
    expect(mergeFields(base, { ...base, name: 'Mine' }, theirs)).toEqual({
      fields: { ...theirs, name: 'Mine' },
      differing: [],
    });
  });

  test('what both have changed stays as it was typed, and is named', () => {
    const theirs = { ...base, name: 'Theirs' };
    expect(mergeFields(base, { ...base, name: 'Mine' }, theirs)).toEqual({
      fields: { ...base, name: 'Mine' },
      differing: ['name'],
    });
  });

  test('what both have changed alike is no difference', () => {
    const same = { ...base, isVisible: false };
    expect(mergeFields(base, same, same)).toEqual({ fields: same, differing: [] });
  });
});
