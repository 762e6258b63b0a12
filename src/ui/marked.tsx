import { markMatches } from '../../domain/search-matches.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import styles from './marked.module.css';

type MarkedProps = { text: string; query: SearchQuery | null };

/** A text with the matches of a search marked. */
export function Marked({ text, query }: MarkedProps) {
  if (!query) return text;
  return markMatches(text, query).map(({ text: part, isMatch }, index) =>
    isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no identity and no state
      <mark key={index} className={styles.mark}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
