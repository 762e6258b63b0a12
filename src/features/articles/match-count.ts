import { limits } from '../../../domain/limits.ts';
import type { ListSearch } from '../../lib/search-params/article-list.ts';

/** The number of articles in a view. Matches of a search are counted up to a limit: `100+`. */
export function formatCount(count: number, { q }: Pick<ListSearch, 'q'>, language: string): string {
  const number = new Intl.NumberFormat(language).format(count);
  return q !== '' && count >= limits.searchCountMax ? `${number}+` : number;
}
