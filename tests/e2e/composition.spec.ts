import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { type Ledger, openLedger, runOf } from '../faults/rounds.ts';
import { inputMethods, type Keyboard, openKeyboard, statesOf } from './ime.ts';
import { openSecondClient, type SecondClient } from './second-client.ts';
import { expect, people, test } from './test.ts';
import { bodyField, createArticle } from './writing.ts';

/*
 * Every input method, combined with every kind of remote edit around the caret, at every moment of a syllable. The
 * paragraph is “Trước |sau.”, and “tiếng Việt” is typed at the bar.
 */

const [above, left, right, below] = ['Đoạn trên.', 'Trước ', 'sau.', 'Đoạn dưới.'];
const words = ['tiếng', 'Việt'] as const;
const timeoutMs = 10_000;
const sentence = words.join(' ');

/** When the remote edit arrives, and the text typed by then. */
const moments = {
  'within a syllable': 'tiên',
  'at the end of a syllable': 'tiếng',
  'between two syllables': 'tiếng ',
} as const;
type Moment = keyof typeof moments;

type Edit = {
  /** @param typed the text typed so far. */
  act(client: SecondClient, typed: string): void;
  /** The resulting paragraphs. */
  expected: string[];
  /** Whether other results are correct as well. */
  isAlsoExpected?: (paragraphs: string[]) => boolean;
  only?: Moment;
};

const textOf = ({ body }: SecondClient, index: number) =>
  (body.get(index) as Y.XmlElement).get(0) as Y.XmlText;
const joinedText = (...texts: unknown[]) =>
  texts
    .flatMap((text) => (text as Y.XmlText).toDelta() as { insert: string }[])
    .map(({ insert }) => insert)
    .join('');
const paragraph = (text: string) => {
  const element = new Y.XmlElement('paragraph');
  // Editors assign an id to every block.
  element.setAttribute('id', crypto.randomUUID());
  element.insert(0, [new Y.XmlText(text)]);
  return element;
};
const line = (text: string): string[] => [above, text, below];
const link = { href: 'https://example.vn/' };

const edits: Record<string, Edit> = {
  'types at the beginning of the paragraph': {
    act: (one) => textOf(one, 1).insert(0, 'X '),
    expected: line(`X ${left}${sentence}${right}`),
  },
  'types right before the text': {
    act: (one) => textOf(one, 1).insert(left.length, 'X'),
    expected: line(`${left}X${sentence}${right}`),
  },
  'types right after the caret': {
    act: (one, typed) => textOf(one, 1).insert(left.length + typed.length, 'X'),
    expected: line(`${left}${sentence}X${right}`),
    // Concurrent inserts at one position: Yjs decides the order, and no letter is lost or duplicated.
    isAlsoExpected: (shown) =>
      shown.join('|').replace('X', '') === line(`${left}${sentence}${right}`).join('|'),
  },
  'types at the end of the paragraph': {
    act: (one) => textOf(one, 1).insert(textOf(one, 1).length, ' X'),
    expected: line(`${left}${sentence}${right} X`),
  },
  'types in the paragraph above': {
    act: (one) => textOf(one, 0).insert(4, ' X'),
    expected: ['Đoạn X trên.', `${left}${sentence}${right}`, below],
  },
  'inserts a paragraph above': {
    act: ({ body }) => body.insert(1, [paragraph('X')]),
    expected: [above, 'X', `${left}${sentence}${right}`, below],
  },
  'deletes the paragraph above': {
    act: ({ body }) => body.delete(0, 1),
    expected: [`${left}${sentence}${right}`, below],
  },
  'makes the whole paragraph bold': {
    act: (one) => textOf(one, 1).format(0, textOf(one, 1).length, { bold: {} }),
    expected: line(`${left}${sentence}${right}`),
  },
  'makes the typed text bold': {
    act: (one, typed) => textOf(one, 1).format(left.length, typed.length, { bold: {} }),
    expected: line(`${left}${sentence}${right}`),
  },
  'links some letters on both sides of the caret': {
    act: (one, typed) => textOf(one, 1).format(left.length - 3, typed.length + 5, { link }),
    expected: line(`${left}${sentence}${right}`),
  },
  'deletes on both sides of the caret': {
    act(one, typed) {
      textOf(one, 1).delete(left.length + typed.length, 2);
      textOf(one, 1).delete(left.length - 3, 3);
    },
    expected: line(`${left.slice(0, -3)}${sentence}${right.slice(2)}`),
  },
  'deletes across the caret, the typed word too': {
    act: (one, typed) => textOf(one, 1).delete(left.length - 3, 3 + typed.length + 2),
    expected: line(`${left.slice(0, -3)}${words[1]}${right.slice(2)}`),
    // Input methods replace their own letters, so a deleted word cannot be continued.
    only: 'between two syllables',
  },
  'splits the paragraph after the caret': {
    act(one, typed) {
      textOf(one, 1).delete(left.length + typed.length, right.length);
      one.body.insert(2, [paragraph(right)]);
    },
    expected: [above, `${left}${sentence}`, right, below],
  },
  'splits the paragraph before the text': {
    act(one) {
      textOf(one, 1).delete(0, left.length);
      one.body.insert(1, [paragraph(left.trim())]);
    },
    expected: [above, left.trim(), `${sentence}${right}`, below],
  },
  'deletes the paragraph': {
    act: ({ body }) => body.delete(1, 1),
    expected: [above, `${words[1]}${below}`],
    // Text typed before the page received the edit is restored in a paragraph of its own.
    isAlsoExpected: (shown) => shown.join('|') === line(words[1]).join('|'),
    only: 'between two syllables',
  },
  'joins the paragraph below': {
    act(one) {
      textOf(one, 1).insert(textOf(one, 1).length, below);
      one.body.delete(2, 1);
    },
    expected: [above, `${left}${sentence}${right}${below}`],
  },
};

for (const method of inputMethods) {
  test(`Vietnamese by ${method} is exact with every remote edit around the caret at every moment`, async ({
    as,
    desk,
  }) => {
    const pairs = Object.entries(edits).flatMap(([name, edit]) =>
      (Object.keys(moments) as Moment[])
        .filter((moment) => !edit.only || edit.only === moment)
        .map((moment) => ({ name, edit, moment })),
    );
    const ledger = openLedger(`composition, ${method}`, runOf({ full: pairs.length, short: pairs.length }));
    const page = await as('journalist');
    const arrived = watchReceivedText(page);
    const path = await createArticle(page);
    const client = await openSecondClient(desk.url, people.editor, path.split('/').at(-1) ?? '');
    const keyboard = await openKeyboard(page, method);
    try {
      for (const [index, pair] of pairs.entries()) {
        await resetParagraphs(page, client, `${index}a`);
        await type(keyboard, pair.moment, async () => {
          const typed = moments[pair.moment];
          // Composed text is synced like any other.
          await client.until(() => joinedText(textOf(client, 1)) === `${left}${typed}${right}`);
          editRemotely(client, `${index}b`, () => pair.edit.act(client, typed));
          await arrived(`‹${index}b›`);
        });
        await expectConverged(page, client, pair, ledger);
      }
    } finally {
      await keyboard.close();
      client.leave();
      ledger.print();
    }
    expect(ledger.lost()).toEqual([]);
  });
}

/** Resolves when the text has reached the page's WebSocket; the page may not have applied it yet. */
function watchReceivedText(page: Page): (text: string) => Promise<void> {
  let received = '';
  const waiting = new Set<() => void>();
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      received += Buffer.from(payload).toString('utf8');
      for (const check of waiting) check();
    });
  });
  return (text) =>
    new Promise((resolve) => {
      const check = () => {
        if (!received.includes(text)) return;
        waiting.delete(check);
        received = '';
        resolve();
      };
      waiting.add(check);
      check();
    });
}

/** Makes a remote edit and writes `mark` into the title, to identify it. */
function editRemotely({ doc }: SecondClient, mark: string, act: () => void): void {
  doc.transact(() => {
    act();
    const title = doc.getXmlFragment('title').get(0) as Y.XmlElement;
    if (title.length > 0) title.delete(0, title.length);
    title.insert(0, [new Y.XmlText(`‹${mark}›`)]);
  });
}

/** Resets the three paragraphs, and puts the caret where the text is to be typed. */
async function resetParagraphs(page: Page, client: SecondClient, mark: string): Promise<void> {
  const { body } = client;
  editRemotely(client, mark, () => {
    body.delete(0, body.length);
    body.insert(0, [above, `${left}${right}`, below].map(paragraph));
  });
  await page.waitForFunction((title) => document.body.textContent.includes(title), `‹${mark}›`);
  await bodyField(page).evaluate((field, place) => {
    const text = field.querySelectorAll(':scope > p')[1]?.firstChild;
    if (!text) throw new Error('No paragraph');
    field.focus();
    document.getSelection()?.collapse(text, place);
  }, left.length);
}

async function type(keyboard: Keyboard, moment: Moment, onMoment: () => Promise<void>): Promise<void> {
  for (const [index, word] of words.entries()) {
    let before = '';
    for (const state of statesOf(word)) {
      await keyboard.press(before, state);
      before = state;
      if (state === moments[moment]) await onMoment();
    }
    await keyboard.finish(word);
    if (index > 0) continue;
    await keyboard.space();
    if (moments[moment] === `${word} `) await onMoment();
  }
}

type Pair = { name: string; edit: Edit; moment: Moment };

/** Waits until both sides have the expected text, so that pairs do not overlap. */
async function expectConverged(
  page: Page,
  client: SecondClient,
  { name, edit, moment }: Pair,
  ledger: Ledger,
): Promise<void> {
  const isExpected = (paragraphs: string[]) =>
    paragraphs.join('|') === edit.expected.join('|') || edit.isAlsoExpected?.(paragraphs) === true;
  const deadline = Date.now() + timeoutMs;
  let shown: string[];
  let theirs: string[];
  do {
    shown = await bodyField(page).evaluate((field) =>
      Array.from(field.querySelectorAll(':scope > p'), (one) => one.textContent.replaceAll('\u2060', '')),
    );
    theirs = client.body.toArray().map((block) => joinedText(...(block as Y.XmlElement).toArray()));
  } while (!(isExpected(shown) && theirs.join('|') === shown.join('|')) && Date.now() < deadline);
  ledger.check(
    isExpected(shown) && theirs.join('|') === shown.join('|'),
    () => `${moment}, remote edit ${name}: ${shown.join('|')} here, ${theirs.join('|')} there`,
  );
}
