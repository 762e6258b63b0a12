import { and, inArray, type SQL, sql } from 'drizzle-orm';
import { excerptOf } from '../../../domain/search-matches.ts';
import type { SearchQuery, SearchTerm } from '../../../domain/search-query.ts';
import type { Database, Transaction } from '../database.ts';
import { searchTexts } from '../schema.ts';

/** Characters of a text that are read to cut an excerpt out of, before and after the match. */
const readAround = 1_000;

/**
 * The parts of leads and bodies that match, by article. An article has none where only its title matches.
 *
 * @param isText which texts, one of each article.
 */
export async function readExcerpts(
  db: Database | Transaction,
  query: SearchQuery,
  articleIds: readonly string[],
  isText: SQL | undefined,
): Promise<Map<string, string>> {
  if (articleIds.length === 0) return new Map();
  const { articleId, plain, folded, exact } = searchTexts;
  const below = (column: typeof folded | typeof exact | typeof plain) =>
    sql`substr(${column}, strpos(${column}, E'\n') + 1)`;
  // The forms differ in length: a place in one is known in the other as a fraction.
  const place = sql`coalesce(${sql.join(
    wanted(query).map(
      ({ form, text }) =>
        sql`nullif(strpos(${sql.raw(form)}, ${text}::text), 0)::float8 / length(${sql.raw(form)})`,
    ),
    sql`, `,
  )})`;
  const { rows } = await db.execute<{ id: string; around: string | null }>(sql`
    select id, substr(plain, greatest(1, (place * length(plain))::integer - ${readAround}::int), ${2 * readAround}::int) as around
    from (
      select id, plain, ${place} as place from (
        select ${articleId} as id, ${below(plain)} as plain, ${below(folded)} as folded, ${below(exact)} as exact
        from ${searchTexts} where ${and(inArray(articleId, [...articleIds]), isText)}
      ) texts offset 0
    ) placed`);
  return new Map(
    rows.flatMap(({ id, around }) => {
      const excerpt = around === null ? null : excerptOf(around, query);
      return excerpt === null ? [] : [[id, excerpt] as const];
    }),
  );
}

/** What an excerpt shows, the best first: the whole query as a phrase, each term, parts of words. */
function wanted({ terms, isAccented }: SearchQuery): { form: 'exact' | 'folded'; text: string }[] {
  const whole = (form: 'exact' | 'folded', of: readonly SearchTerm[]) => ({
    form,
    text: ` ${of.map((term) => term[form]).join(' ')} `,
  });
  return [
    ...(isAccented ? [whole('exact', terms)] : []),
    whole('folded', terms),
    ...(isAccented ? terms.map((term) => whole('exact', [term])) : []),
    ...terms.map((term) => whole('folded', [term])),
    ...terms.map(({ folded }) => ({ form: 'folded' as const, text: folded })),
  ];
}
