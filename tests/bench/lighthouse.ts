import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { chromiumArgs, ensureChromium } from '../e2e/chromium.ts';
import { freePort } from '../hosts/free-port.ts';
import type { BenchEnvironment } from './environment.ts';
import { portalPages } from './portal.ts';
import { print } from './report.ts';

/** Target score of each category, out of 100. */
const goal = 95;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
/** Scores of a simulated phone vary with the machine, so the median is used. */
const runs = 3;

/** Runs Lighthouse on the front page and an article, with a simulated phone on a slow network. */
export async function scorePortal(environment: BenchEnvironment, url: string): Promise<string[]> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumArgs, `--remote-debugging-port=${port}`],
  });
  environment.cleanUps.push(() => browser.close());
  const summary: string[] = [];
  for (const [name, address] of Object.entries(await portalPages(url))) {
    const scores: number[][] = [];
    for (let run = 0; run < runs; run += 1) scores.push(await scoresOf(address, port));
    const middle = categories.map(
      (_, index) => scores.map((one) => one[index] ?? 0).sort((a, b) => a - b)[1] ?? 0,
    );
    const isReached = middle.every((score) => score >= goal);
    summary.push(
      `Lighthouse, ${name} page on a phone: ${categories.map((one, index) => `${one} ${middle[index]}`).join(', ')}` +
        ` (goal ${goal}${isReached ? '' : ', missed'})`,
    );
  }
  return summary;
}

async function scoresOf(address: string, port: number): Promise<number[]> {
  const result = await lighthouse(address, {
    port,
    output: 'json',
    logLevel: 'error',
    formFactor: 'mobile',
    onlyCategories: categories,
  });
  if (!result) throw new Error(`Lighthouse returned no result for ${address}`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const scores = categories.map((name) => Math.round((lhr.categories[name]?.score ?? 0) * 100));
  print(`  ${address}: ${scores.join(', ')}`);
  for (const name of categories) {
    for (const { id, weight } of lhr.categories[name]?.auditRefs ?? []) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit && audit.score !== null && audit.score < 0.9) {
        print(`    ${id} ${audit.score} ${audit.displayValue ?? ''}`);
      }
    }
  }
  return scores;
}
