import { type SQL, sql } from 'drizzle-orm';
import { isShort } from '../../../domain/search-matches.ts';
import type { SearchQuery, SearchTerm } from '../../../domain/search-query.ts';
import { searchTexts } from '../schema.ts';

type Level = {
  /** Of its ranks. */
  first: number;
  last: number;
  /** One of these conditions holds for each of its matches: of title and lead, or of the whole text. */
  ofHead: SQL[];
  ofText: SQL[];
};

/** The ranks as one SQL expression, and the levels that they belong to. */
export function rankingOf(query: SearchQuery): { rank: SQL<number>; levels: Level[] } {
  const cases: SQL[] = [];
  const levels: Level[] = [];
  const fields = ['title', 'head', 'text'] as const;
  const hasPhrase = query.terms.length > 1;
  const addLevel = (from: number, ofHead: SQL[], ofText: SQL[]) =>
    levels.push({ first: from, last: cases.length - 1, ofHead, ofText });
  const textConditions = (form: Form) => [
    ...(hasPhrase ? [matchesPhrase(query, form, 'text')] : []),
    matchesAll(query, form, 'text'),
  ];

  if (query.isAccented) {
    for (const field of fields) {
      if (hasPhrase) cases.push(matchesPhrase(query, 'exact', field));
      cases.push(matchesAll(query, 'exact', field));
    }
    addLevel(0, [matchesAll(query, 'exact', 'head')], textConditions('exact'));
  }
  const from = cases.length;
  // Typed without diacritics, a title that has none is nearest.
  if (!query.isAccented) cases.push(matchesPhrase(query, 'exact', 'title'));
  for (const field of fields) {
    if (hasPhrase) cases.push(matchesPhrase(query, 'folded', field));
    cases.push(matchesAll(query, 'folded', field));
  }
  const ofHead = [
    matchesAll(query, 'folded', 'head'),
    ...(query.isAccented ? [] : [matchesPhrase(query, 'exact', 'head')]),
  ];
  addLevel(from, ofHead, textConditions('folded'));
  const fromParts = cases.length;
  cases.push(matchesAll(query, 'part', 'title'), matchesAll(query, 'part', 'head'), sql`true`);
  addLevel(fromParts, [matchesAll(query, 'part', 'head')], [matchesAll(query, 'part', 'text')]);

  const branches = cases.map((condition, index) => sql`when ${condition} then ${sql.raw(String(index))}`);
  return { rank: sql<number>`case ${sql.join(branches, sql` `)} end`, levels };
}

type Form = 'exact' | 'folded' | 'part';
type Field = 'title' | 'head' | 'text';

/** Whether every term occurs in the field. A lead counts with its title, a body with both. */
export function matchesAll({ terms }: SearchQuery, form: Form, field: Field): SQL {
  const column = columnOf(form, field);
  return sql`(${sql.join(
    terms.map((term) => sql`${column} like ${patternOf(term, form)}`),
    sql` and `,
  )})`;
}

/** Whether the whole query occurs as one phrase. */
function matchesPhrase({ terms }: SearchQuery, form: Form, field: Field): SQL {
  const name = form === 'exact' ? 'exact' : 'folded';
  return sql`(${columnOf(form, field)} like ${`% ${terms.map((term) => term[name]).join(' ')} %`})`;
}

function columnOf(form: Form, field: Field): SQL {
  const [text, head] =
    form === 'exact'
      ? [searchTexts.exact, searchTexts.exactHead]
      : [searchTexts.folded, searchTexts.foldedHead];
  if (field === 'text') return sql`${text}`;
  return field === 'head' ? sql`${head}` : sql`split_part(${head}, E'\n', 1)`;
}

/** Nothing to escape: terms consist of letters, digits and spaces. */
function patternOf(term: SearchTerm, form: Form): string {
  if (form === 'exact') return `% ${term.exact} %`;
  return form === 'folded' ? `% ${term.folded} %` : partPattern(term);
}

/** A phrase has no parts. */
export function partPattern(term: SearchTerm): string {
  if (term.isPhrase) return `% ${term.folded} %`;
  return isShort(term) ? `% ${term.folded}%` : `%${term.folded}%`;
}
