import type { ContentJson, NodeJson } from './document/content.ts';
import { inlineText, isInline } from './document/to-text.ts';
import { normalizeText, oneLine } from './vietnamese.ts';
import type { OwnShares } from './workflow.ts';

/* How much of an article each account wrote itself since somebody else submitted it, for four-eyes (decision 015). */

/**
 * An account's id. Undefined: older than the record of writers, so by the article's creators. Null: unknown, which
 * counts as everybody's own.
 */
export type Writer = string | null | undefined;

/** A title, a paragraph, a caption, an alternative text … `parts` cover it, with lengths in UTF-16 code units. */
export type WrittenText = { text: string; parts: readonly { writer: Writer; length: number }[] };

/** Text that somebody submitted. */
export type SubmittedText = {
  /** Whether a whole paragraph, caption, … has this text. */
  hasWhole(text: string): boolean;
  /** For each word whether it belongs to `runWords` or more consecutive words that were submitted. */
  matchRuns(words: readonly string[]): boolean[];
};

export type Submission = { by: string; text: SubmittedText };

/**
 * Fewer consecutive words also occur by chance, or could be put together to a new text. Longer runs are moved, restored
 * or formatted text, which Yjs stores as deleted and inserted again.
 */
const runWords = 5;

export function submittedText(content: ContentJson): SubmittedText {
  const texts = textsOf(content).map(oneLine);
  const wholes = new Set(texts);
  let runs: Set<number> | null = null;

  return {
    hasWhole: (text) => wholes.has(oneLine(text)),
    matchRuns(words) {
      runs ??= new Set(texts.flatMap((text) => runsOf(text.split(' '))));
      const hashes = runsOf(words);
      let matchedUntil = 0;
      return words.map((_, index) => {
        const run = hashes[index];
        if (run !== undefined && runs?.has(run)) matchedUntil = index + runWords;
        return index < matchedUntil;
      });
    },
  };
}

/**
 * The share of each account, in whole percent of the characters without white space, rounded up. A word counts as a
 * whole, for everybody who wrote a letter of it. Text that was part of the last submission by somebody else is not new,
 * whoever inserted it again; deleting is not writing.
 *
 * @param latest the last submission.
 * @param earlier the last one by a person other than that of `latest`.
 */
export function ownSharesOf(
  texts: readonly WrittenText[],
  creatorIds: readonly string[],
  { latest, earlier }: { latest: Submission | null; earlier: Submission | null },
): OwnShares {
  const total = texts.reduce((sum, { text }) => sum + wordsOf(text).join('').length, 0);
  const sinceLatest = newWords(texts, latest);
  const sinceEarlier = latest ? newWords(texts, earlier) : sinceLatest;
  const shareOf = (id: string | null, groups: readonly WordGroup[]) => {
    const isCreator = id !== null && creatorIds.includes(id);
    const isOwn = (writer: Writer) => writer === id || writer === null || (isCreator && writer === undefined);
    const own = groups.filter(({ writers }) => writers.some(isOwn));
    return total === 0 ? 0 : Math.ceil((100 * own.reduce((sum, { chars }) => sum + chars, 0)) / total);
  };
  const writers = [...sinceLatest, ...sinceEarlier].flatMap((group) => group.writers);
  const known = [...creatorIds, ...writers, latest?.by].filter((id) => typeof id === 'string');
  return {
    byAccount: Object.fromEntries(
      [...new Set(known)].map((id) => [id, shareOf(id, id === latest?.by ? sinceEarlier : sinceLatest)]),
    ),
    others: shareOf(null, sinceLatest),
  };
}

/** The characters of the words that the same people wrote. */
type WordGroup = { writers: Writer[]; chars: number };

/** The words that are not part of the submission. */
function newWords(texts: readonly WrittenText[], submission: Submission | null): WordGroup[] {
  const groups = new Map<string, WordGroup>();
  for (const { text, parts } of texts) {
    if (submission?.text.hasWhole(text)) continue;
    const words = wordsOf(text);
    // Normalising each word is slow, and seldom needed.
    const normal = normalizeText(text) === text ? words : words.map(normalizeText);
    const isSubmitted = submission?.text.matchRuns(normal);
    let [end, part, partEnd] = [0, 0, parts[0]?.length ?? 0];
    for (const [index, word] of words.entries()) {
      const start = text.indexOf(word, end);
      end = start + word.length;
      const writers = new Set<Writer>();
      for (; ; part += 1, partEnd += parts[part]?.length ?? 0) {
        if (partEnd > start) writers.add(parts[part]?.writer);
        if (partEnd >= end || part === parts.length - 1) break;
      }
      if (isSubmitted?.[index]) continue;
      const key = [...writers].map(String).sort().join();
      const group = groups.get(key) ?? { writers: [...writers], chars: 0 };
      groups.set(key, group);
      group.chars += word.length;
    }
  }
  return [...groups.values()];
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Title, lead, the text of each block, and alternative texts. */
function textsOf({ title, lead, body }: ContentJson): string[] {
  return [title, lead, ...nodeTexts(body)];
}

function nodeTexts(node: NodeJson): string[] {
  const { attrs, content = [] } = node;
  const alt = typeof attrs?.alt === 'string' ? [attrs.alt] : [];
  if (content.some(isInline)) return [inlineText(content)];
  return [...alt, ...content.flatMap(nodeTexts)];
}

/** A 53-bit hash of every run of `runWords` consecutive words. Strings would take seconds for a long article. */
function runsOf(words: readonly string[]): number[] {
  const hashes = words.map(hash);
  const runs: number[] = [];
  for (let end = runWords; end <= hashes.length; end += 1) {
    let [high, low] = [0, 0];
    for (let at = end - runWords; at < end; at += 1) {
      high = Math.imul(high, 31) + (hashes[at] ?? 0);
      low = Math.imul(low ^ (hashes[at] ?? 0), fnvPrime);
    }
    runs.push((high >>> 0) * 2 ** 21 + (low >>> 11));
  }
  return runs;
}

const fnvPrime = 0x01000193;

/** FNV-1a over UTF-16 code units. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    value = Math.imul(value ^ word.charCodeAt(index), fnvPrime);
  }
  return value;
}
