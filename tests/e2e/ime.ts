import type { Page } from '@playwright/test';

/**
 * Vietnamese typing by the three kinds of input methods, as real input through the DevTools protocol.
 *
 * - `retype`: letters are inserted directly; when a mark changes an earlier letter, Backspace deletes letters and the
 *   changed ones are typed again (UniKey and similar on Windows).
 * - `compose`: the word is pre-edit text until it is done (macOS, ibus).
 * - `select`: as `retype`, but the letters are selected with Shift+Arrow and typed over.
 */
export const inputMethods = ['retype', 'compose', 'select'] as const;
export type InputMethod = (typeof inputMethods)[number];

/** The text after each key, in Telex. */
const telex: Record<string, string[]> = {
  tiếng: ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiêng', 'tiếng'],
  Việt: ['V', 'Vi', 'Vie', 'Viê', 'Viêt', 'Việt'],
  người: ['n', 'ng', 'ngu', 'nguo', 'ngươ', 'ngươi', 'người'],
  đường: ['d', 'đ', 'đu', 'đuo', 'đươ', 'đươn', 'đương', 'đường'],
  hoàn: ['h', 'ho', 'hoa', 'hoà', 'hoàn'],
};

export const sentence = 'tiếng Việt người đường hoàn';

/** The text after each key of a word. */
export function statesOf(word: string): readonly string[] {
  const states = telex[word];
  if (!states) throw new Error(`No keys for ${word}`);
  return states;
}

/** An active input method. */
export type Keyboard = {
  /** One key: changes the word's text from `before` to `after`. */
  press(before: string, after: string): Promise<void>;
  /** Commits the word. */
  finish(word: string): Promise<void>;
  space(): Promise<void>;
  close(): Promise<void>;
};

export async function openKeyboard(page: Page, method: InputMethod): Promise<Keyboard> {
  const cdp = await page.context().newCDPSession(page);
  return {
    async press(before, after) {
      if (method !== 'compose') return retype(page, method, before, after);
      const selectionStart = after.length;
      await cdp.send('Input.imeSetComposition', {
        text: after,
        selectionStart,
        selectionEnd: selectionStart,
      });
    },
    async finish(word) {
      if (method === 'compose') await cdp.send('Input.insertText', { text: word });
    },
    space: () => typeText(page, ' '),
    close: () => cdp.detach(),
  };
}

/** Types the sentence at the caret. `between` runs after each key, for concurrent edits. */
export async function typeSentence(
  page: Page,
  method: InputMethod,
  between: (key: number) => Promise<void> = async () => {},
): Promise<void> {
  const keyboard = await openKeyboard(page, method);
  let key = 0;
  for (const [index, word] of sentence.split(' ').entries()) {
    if (index > 0) await keyboard.space();
    let before = '';
    for (const state of statesOf(word)) {
      await keyboard.press(before, state);
      before = state;
      key += 1;
      await between(key);
    }
    await keyboard.finish(word);
  }
  await keyboard.close();
}

async function retype(page: Page, method: 'retype' | 'select', before: string, after: string): Promise<void> {
  let kept = 0;
  while (kept < before.length && before[kept] === after[kept]) kept += 1;
  const gone = before.length - kept;
  for (let count = 0; count < gone; count += 1) {
    await page.keyboard.press(method === 'retype' ? 'Backspace' : 'Shift+ArrowLeft');
  }
  await typeText(page, after.slice(kept));
}

/** Letters as key events with text, as input methods on Windows send letters without a key. */
async function typeText(page: Page, text: string): Promise<void> {
  for (const letter of text) await page.keyboard.type(letter);
}
