import { expect, test } from 'vitest';
import type { Logger } from '../logger.ts';
import { createSecurityLog } from './security-log.ts';

function openLog() {
  const lines: Record<string, unknown>[] = [];
  const warn: Logger['warn'] = (facts) => void lines.push(facts);
  let at = 0;
  const { report } = createSecurityLog({ info: () => {}, warn, error: () => {} }, () => at);
  return {
    lines,
    report: (address: string) => report({ code: 'throttled', address, account: null }),
    wait: (milliseconds: number) => {
      at += milliseconds;
    },
  };
}

test('the events of a network are written ten times a minute, then counted', () => {
  const { lines, report, wait } = openLog();
  for (let index = 0; index < 500; index += 1) report(`2001:db8:1:2::${index.toString(16)}`);
  report('198.51.100.7');
  expect(lines).toHaveLength(11);
  wait(61_000);
  report('198.51.100.7');
  expect(lines.slice(11)).toEqual([
    { event: 'security', code: 'throttled', network: '2001:db8:1:2::/64', suppressed: 490 },
    { event: 'security', code: 'throttled', address: '198.51.100.7', account: null },
  ]);
});

test('events from any number of networks write a bounded number of lines', () => {
  const { lines, report } = openLog();
  for (let index = 0; index < 20_000; index += 1)
    report(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`);
  expect(lines.length).toBeLessThanOrEqual(1_010);
});
