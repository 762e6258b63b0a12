import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { type Ledger, openLedger, runOf } from '../faults/rounds.ts';
import { inputMethods, type Keyboard, openKeyboard, statesOf } from './ime.ts';
import { openSomebodyElse, type SomebodyElse } from './somebody-else.ts';
import { expect, people, test } from './test.ts';
import { beginArticle, bodyField } from './writing.ts';

/*
 * Every input method, with every edit that somebody else could make around the caret, at every moment of a syllable.
 * The paragraph is “Trước |sau.”, and “tiếng Việt” is typed where the bar stands.
 */

const [above, left, right, below] = ['Đoạn trên.', 'Trước ', 'sau.', 'Đoạn dưới.'];
const words = ['tiếng', 'Việt'] as const;
const patienceMs = 10_000;
const whole = words.join(' ');

/** When somebody else's edit arrives, and what of the words has been typed then. */
const moments = {
  'within a syllable': 'tiên',
  'at the end of a syllable': 'tiếng',
  'between two syllables': 'tiếng ',
} as const;
type Moment = keyof typeof moments;

type Edit = {
  /** `typed` is what stands there by now of what is being typed. */
  act(somebody: SomebodyElse, typed: string): void;
  /** The paragraphs in the end. */
  expected: string[];
  /** Whether they may be so as well. */
  isRightToo?: (paragraphs: string[]) => boolean;
  only?: Moment;
};

const textOf = ({ body }: SomebodyElse, index: number) =>
  (body.get(index) as Y.XmlElement).get(0) as Y.XmlText;
const wordsOf = (...texts: unknown[]) =>
  texts
    .flatMap((text) => (text as Y.XmlText).toDelta() as { insert: string }[])
    .map(({ insert }) => insert)
    .join('');
const paragraph = (text: string) => {
  const element = new Y.XmlElement('paragraph');
  // As every editor gives one.
  element.setAttribute('id', crypto.randomUUID());
  element.insert(0, [new Y.XmlText(text)]);
  return element;
};
const line = (text: string): string[] => [above, text, below];
const link = { href: 'https://example.vn/' };

const edits: Record<string, Edit> = {
  'types at the beginning of the paragraph': {
    act: (one) => textOf(one, 1).insert(0, 'X '),
    expected: line(`X ${left}${whole}${right}`),
  },
  'types right before the words': {
    act: (one) => textOf(one, 1).insert(left.length, 'X'),
    expected: line(`${left}X${whole}${right}`),
  },
  'types right behind the caret': {
    act: (one, typed) => textOf(one, 1).insert(left.length + typed.length, 'X'),
    expected: line(`${left}${whole}X${right}`),
    // Two who write at the same place at the same moment: Yjs says whose letters come first. All are there, once.
    isRightToo: (shown) => shown.join('|').replace('X', '') === line(`${left}${whole}${right}`).join('|'),
  },
  'types at the end of the paragraph': {
    act: (one) => textOf(one, 1).insert(textOf(one, 1).length, ' X'),
    expected: line(`${left}${whole}${right} X`),
  },
  'types in the paragraph above': {
    act: (one) => textOf(one, 0).insert(4, ' X'),
    expected: ['Đoạn X trên.', `${left}${whole}${right}`, below],
  },
  'puts a paragraph above': {
    act: ({ body }) => body.insert(1, [paragraph('X')]),
    expected: [above, 'X', `${left}${whole}${right}`, below],
  },
  'takes the paragraph above away': {
    act: ({ body }) => body.delete(0, 1),
    expected: [`${left}${whole}${right}`, below],
  },
  'makes all across the caret bold': {
    act: (one) => textOf(one, 1).format(0, textOf(one, 1).length, { bold: {} }),
    expected: line(`${left}${whole}${right}`),
  },
  'makes the words bold that are being typed': {
    act: (one, typed) => textOf(one, 1).format(left.length, typed.length, { bold: {} }),
    expected: line(`${left}${whole}${right}`),
  },
  'links some letters on both sides of the caret': {
    act: (one, typed) => textOf(one, 1).format(left.length - 3, typed.length + 5, { link }),
    expected: line(`${left}${whole}${right}`),
  },
  'deletes on both sides of the caret': {
    act(one, typed) {
      textOf(one, 1).delete(left.length + typed.length, 2);
      textOf(one, 1).delete(left.length - 3, 3);
    },
    expected: line(`${left.slice(0, -3)}${whole}${right.slice(2)}`),
  },
  'deletes across the caret, the typed word too': {
    act: (one, typed) => textOf(one, 1).delete(left.length - 3, 3 + typed.length + 2),
    expected: line(`${left.slice(0, -3)}${words[1]}${right.slice(2)}`),
    // A word that is being typed and goes away cannot be typed on: an input method takes back letters of its own.
    only: 'between two syllables',
  },
  'cuts the paragraph in two behind the caret': {
    act(one, typed) {
      textOf(one, 1).delete(left.length + typed.length, right.length);
      one.body.insert(2, [paragraph(right)]);
    },
    expected: [above, `${left}${whole}`, right, below],
  },
  'cuts the paragraph in two before the words': {
    act(one) {
      textOf(one, 1).delete(0, left.length);
      one.body.insert(1, [paragraph(left.trim())]);
    },
    expected: [above, left.trim(), `${whole}${right}`, below],
  },
  'deletes the paragraph': {
    act: ({ body }) => body.delete(1, 1),
    expected: [above, `${words[1]}${below}`],
    // What was written before the page could be told is put back in a paragraph of its own.
    isRightToo: (shown) => shown.join('|') === line(words[1]).join('|'),
    only: 'between two syllables',
  },
  'joins the paragraph below to it': {
    act(one) {
      textOf(one, 1).insert(textOf(one, 1).length, below);
      one.body.delete(2, 1);
    },
    expected: [above, `${left}${whole}${right}${below}`],
  },
};

for (const method of inputMethods) {
  test(`Vietnamese by ${method} is exact whatever somebody else does around the caret, and whenever`, async ({
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
    const arrived = listen(page);
    const path = await beginArticle(page);
    const somebody = await openSomebodyElse(desk.url, people.editor, path.split('/').at(-1) ?? '');
    const keyboard = await openKeyboard(page, method);
    try {
      for (const [index, pair] of pairs.entries()) {
        await begin(page, somebody, `${index}a`);
        await type(keyboard, pair.moment, async () => {
          const typed = moments[pair.moment];
          // What is being composed is on its way like any other letter.
          await somebody.until(() => wordsOf(textOf(somebody, 1)) === `${left}${typed}${right}`);
          change(somebody, `${index}b`, () => pair.edit.act(somebody, typed));
          await arrived(`‹${index}b›`);
        });
        await compare(page, somebody, pair, ledger);
      }
    } finally {
      await keyboard.close();
      somebody.leave();
      ledger.print();
    }
    expect(ledger.lost()).toEqual([]);
  });
}

/** Resolves when something has reached the page's socket; what the page makes of it is another matter. */
function listen(page: Page): (text: string) => Promise<void> {
  let seen = '';
  const waiting = new Set<() => void>();
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      seen += Buffer.from(payload).toString('utf8');
      for (const look of waiting) look();
    });
  });
  return (text) =>
    new Promise((resolve) => {
      const look = () => {
        if (!seen.includes(text)) return;
        waiting.delete(look);
        seen = '';
        resolve();
      };
      waiting.add(look);
      look();
    });
}

/** Somebody else's edit; the title says afterwards which one it was. */
function change({ doc }: SomebodyElse, mark: string, act: () => void): void {
  doc.transact(() => {
    act();
    const title = doc.getXmlFragment('title').get(0) as Y.XmlElement;
    if (title.length > 0) title.delete(0, title.length);
    title.insert(0, [new Y.XmlText(`‹${mark}›`)]);
  });
}

/** Brings the three paragraphs, and puts the caret where the words are to be typed. */
async function begin(page: Page, somebody: SomebodyElse, mark: string): Promise<void> {
  const { body } = somebody;
  change(somebody, mark, () => {
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

async function type(keyboard: Keyboard, moment: Moment, meanwhile: () => Promise<void>): Promise<void> {
  for (const [index, word] of words.entries()) {
    let before = '';
    for (const state of statesOf(word)) {
      await keyboard.press(before, state);
      before = state;
      if (state === moments[moment]) await meanwhile();
    }
    await keyboard.finish(word);
    if (index > 0) continue;
    await keyboard.space();
    if (moments[moment] === `${word} `) await meanwhile();
  }
}

type Pair = { name: string; edit: Edit; moment: Moment };

/** Both must come to hold the words, so that no letter of this pair is still on its way when the next one begins. */
async function compare(
  page: Page,
  somebody: SomebodyElse,
  { name, edit, moment }: Pair,
  ledger: Ledger,
): Promise<void> {
  const isRight = (paragraphs: string[]) =>
    paragraphs.join('|') === edit.expected.join('|') || edit.isRightToo?.(paragraphs) === true;
  const deadline = Date.now() + patienceMs;
  let shown: string[];
  let theirs: string[];
  do {
    shown = await bodyField(page).evaluate((field) =>
      Array.from(field.querySelectorAll(':scope > p'), (one) => one.textContent.replaceAll('\u2060', '')),
    );
    theirs = somebody.body.toArray().map((block) => wordsOf(...(block as Y.XmlElement).toArray()));
  } while (!(isRight(shown) && theirs.join('|') === shown.join('|')) && Date.now() < deadline);
  ledger.check(
    isRight(shown) && theirs.join('|') === shown.join('|'),
    () => `${moment}, somebody else ${name}: ${shown.join('|')} here, ${theirs.join('|')} there`,
  );
}
