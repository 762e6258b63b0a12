import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import type { ContentJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { openLedger, runOf } from '../faults/rounds.ts';
import { type KillableBrowser, openKillableBrowser } from './killable-browser.ts';
import { expect, people, test } from './test.ts';
import { bodyField, createArticle, expectSaved } from './writing.ts';

/*
 * Fault test: kills a browser while somebody types offline and reopens it on the same profile. It is here because it
 * needs the built desk; `npm run test:faults` runs the full number of rounds.
 *
 * Text that was on the screen a second before the kill must be restored if the page showed it as stored locally; with a
 * slow disk it shows otherwise. How much of the last second was restored is only reported.
 */
const run = runOf({ full: 30, short: 3 });
const certainAfterMs = 1_000;

/** The words on the screen at a point in time, and whether they were shown as stored locally. */
type Sample = { at: number; words: string[]; isStored: boolean };

const offlineLabel = 'Ngoại tuyến: lưu trên máy này';

test('a browser killed while somebody types offline restores every word and merges', async ({
  desk,
  playwright,
}) => {
  test.setTimeout(run.isFull ? 1_800_000 : 120_000);
  const ledger = openLedger('killed-browser', run);
  const profile = mkdtempSync(join(tmpdir(), 'toa-soan-profile-'));
  const other = await playwright.request.newContext({ baseURL: desk.url });
  await other.post('/api/auth/sign-in/email', {
    data: { email: people.editor, password: 'toasoan-demo' },
  });
  let browser = await openKillableBrowser(profile);
  const expected = new Set<string>();
  let shownLast = 0;
  let backOfLast = 0;
  let slowDisks = 0;
  try {
    let page = await openDesk(browser, `${desk.url}/articles`);
    const path = await createArticle(page);
    await expectSaved(page);
    for (let round = 0; round < run.rounds; round += 1) {
      await bodyField(page).click();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Enter');
      await browser.context.setOffline(true);
      await expect(page.getByText(offlineLabel)).toBeVisible();
      const { samples, next, end: stopWatching } = sampleScreen(page);
      const typing = typeUntilKilled(page, round);
      // Type long enough for certain words, then kill at a random moment: between two keys, or within one.
      await expect.poll(() => samples.at(-1)?.words.length).toBeGreaterThan(2);
      const end = performance.now() + certainAfterMs + run.random.below(500);
      while (performance.now() < end) await next();
      const killedAt = performance.now();
      stopWatching();
      await browser.kill();
      await typing;

      const theirs = `Người khác viết lúc ${round}.`;
      await addParagraph(other, path, theirs);
      browser = await openKillableBrowser(profile);
      const opening = performance.now();
      page = await openDesk(browser, desk.url + path);
      await expect(bodyField(page)).toContainText(theirs);
      await expectSaved(page);
      ledger.recordDuration('back and saved after', performance.now() - opening);

      const stored = new Set(completeWordsOf(await textOf(other, path)));
      const wasStored = samples.at(-1)?.isStored === true;
      if (!wasStored) slowDisks += 1;
      const certain =
        (wasStored && samples.findLast((sample) => sample.at <= killedAt - certainAfterMs)?.words) || [];
      const fresh = (samples.at(-1)?.words ?? []).filter((word) => !certain.includes(word));
      for (const word of certain) expected.add(word);
      ledger.check(
        !wasStored || certain.length > 0,
        () => `round ${round}: nothing was typed a second before the end`,
      );
      for (const word of expected) ledger.check(stored.has(word), () => `round ${round}: ${word}`);
      shownLast += fresh.length;
      const back = fresh.filter((word) => stored.has(word));
      backOfLast += back.length;
      for (const word of back) expected.add(word);
    }
    await page.goto(`${desk.url}/kept`);
    await expect(page.getByRole('heading', { name: 'Không có thay đổi nào chưa gửi' })).toBeVisible();
    ledger.note(`the page reported a slow disk in ${slowDisks} rounds`);
    ledger.note(`of ${shownLast} words shown within the last second, ${backOfLast} were restored too`);
  } finally {
    ledger.print();
    await browser.kill();
    await other.dispose();
    rmSync(profile, { recursive: true, force: true });
  }
  expect(ledger.lost()).toEqual([]);
  expect(slowDisks).toBeLessThan(run.rounds / 2);
});

/** Opens a page, and signs in where the killed browser has lost its cookies. */
async function openDesk({ context }: KillableBrowser, url: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  const account = page.getByRole('button', { name: people.journalist });
  const write = page.getByRole('button', { name: 'Viết bài' });
  await expect(account.or(write).or(bodyField(page)).first()).toBeVisible();
  if (await account.isVisible()) await account.click();
  return page;
}

/** Types numbered words until the browser is gone. */
async function typeUntilKilled(page: Page, round: number): Promise<void> {
  try {
    for (let number = 0; ; number += 1) {
      for (const letter of `v${round}l${number}k `)
        await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    }
  } catch {
    // Killed.
  }
}

/** Samples the screen continuously. A word counts once it is followed by a space. */
function sampleScreen(page: Page) {
  const samples: Sample[] = [];
  let isOver = false;
  let notify: () => void = () => undefined;
  let coming = new Promise<void>((resolve) => {
    notify = resolve;
  });
  void (async () => {
    while (!isOver) {
      const text = await bodyField(page)
        .textContent()
        .catch(() => null);
      const isStored = await page
        .getByText(offlineLabel)
        .isVisible()
        .catch(() => null);
      if (text === null || isStored === null) break;
      samples.push({ at: performance.now(), words: completeWordsOf(text), isStored });
      notify();
      coming = new Promise<void>((resolve) => {
        notify = resolve;
      });
    }
    notify();
  })();
  return {
    samples,
    next: () => coming,
    end: () => {
      isOver = true;
    },
  };
}

const completeWordsOf = (text: string) => text.match(/v\d+l\d+k(?=\s)/g) ?? [];

const contentPath = (path: string) => `/api${path}/content`;

async function textOf(other: APIRequestContext, path: string): Promise<string> {
  const { body } = (await (await other.get(contentPath(path))).json()) as ContentJson;
  return blockText(body);
}

/** Another person's edit while the browser is not running. */
async function addParagraph(other: APIRequestContext, path: string, text: string): Promise<void> {
  const { title, lead, body } = (await (await other.get(contentPath(path))).json()) as ContentJson;
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text }] };
  const answer = await other.put(contentPath(path), {
    data: { title, lead, body: { ...body, content: [paragraph, ...(body.content ?? [])] } },
  });
  expect(answer.status()).toBe(200);
}
