import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { SearchQuery } from '../../../domain/search-query.ts';
import type { Cursor } from '../../cursor.ts';
import type { Database, Transaction } from '../database.ts';
import { articles, searchTexts } from '../schema.ts';
import { withIndexes } from '../with-indexes.ts';
import { matchesAll, partPattern, rankingOf } from './search-ranking.ts';

/*
 * Ranked search over `search_texts`, for the desk and the portal (decision 024).
 *
 * A match belongs to a level: with the diacritics as typed, whole words without diacritics, parts of words. Within a
 * level, title comes before lead before body, the whole query as a phrase before its words apart, and newer before older.
 * No statement reads the whole archive: a level lists the newest matches, found in ever larger spans of time.
 */

/** The newest matches of one kind that are listed. */
const matchesMax = 200;
/** Texts of one span that are compared after the index, which is not exact. */
const comparedMax = 3_000;
/** Newest texts from which the number of texts that the index cannot exclude is estimated, and the number allowed. */
const sampleSize = 200;
const candidatesMax = 5_000;
/** Spans that are searched in any case. */
const spansMin = 2;
/** Titles and leads that are compared with a misspelt query, in thousands of articles. */
const similarThousands = 4;
/** Articles of a narrow scope that are searched, the newest. */
export const scopeMax = 5_000;

/** Articles that a search is restricted to. Its SQL may use `articles`, `search_texts`, and what `joins` adds. */
export type SearchScope = {
  /** Which texts: of the working copies, or of the revisions that readers get. */
  texts: 'working' | 'public';
  /** SQL after `from articles`. */
  joins: SQL;
  where: SQL | undefined;
  /** The time by which equals are ordered. */
  time: SQL;
  /** SQL that selects the ids of a scope that is read before the texts, at most `scopeMax`. Null for the others. */
  narrowIds: SQL | null;
};

/** `micros`: microseconds since 1970. */
export type Found = { id: string; rank: number; micros: number };

/** The sort key of a cursor: `{rank}.{micros}`. */
export const foundKey = ({ rank, micros }: Found): string => `${rank}.${micros}`;

/** @returns null for a key that `foundKey` has not made. */
function parseFound(key: string): Pick<Found, 'rank' | 'micros'> | null {
  const [, rank, micros] = /^(\d{1,2})\.(\d{1,16})$/.exec(key) ?? [];
  return rank === undefined ? null : { rank: Number(rank), micros: Number(micros) };
}

export const isFoundKey = (key: string): boolean => parseFound(key) !== null;

export function foundOf({ key, id }: Cursor): Found {
  const found = parseFound(key);
  if (!found) throw new Error(`The cursor ${key} is of another list`);
  return { ...found, id };
}

const compareFound = (a: Found, b: Found): number =>
  a.rank - b.rank || b.micros - a.micros || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/**
 * Finds articles, best first.
 *
 * @param after only those behind this one, of an earlier call.
 */
export async function searchArticles(
  db: Database,
  query: SearchQuery,
  scope: SearchScope,
  { after, limit }: { after: Found | null; limit: number },
): Promise<Found[]> {
  const { levels, rank } = rankingOf(query);
  const isAfter = (found: Found) => !after || compareFound(after, found) < 0;
  return withIndexes(db, async (tx) => {
    if (scope.narrowIds) {
      const rows = await foundIn(tx, narrowMatches(query, scope, scope.narrowIds), scope, rank);
      return rows.filter(isAfter).sort(compareFound).slice(0, limit);
    }
    const spans = await spansOf(tx);
    const { headSpans, textSpans } = await boundSpans(tx, query, scope, spans);
    const found: Found[] = [];
    for (const { first, last, ofHead, ofText } of levels) {
      if (after && after.rank > last) continue;
      const ids = sql.join(
        [
          ...ofHead.map((condition) => newestMatches(condition, scope, headSpans, matchesMax)),
          ...ofText.map((condition) => newestMatches(condition, scope, textSpans, matchesMax)),
        ],
        sql` union `,
      );
      const rows = await foundIn(tx, ids, scope, rank);
      // A better one was listed with its own level.
      const own = rows.filter((row) => row.rank >= first && row.rank <= last && isAfter(row));
      found.push(...own.sort(compareFound));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  });
}

/** The ids of all articles that match, the newest ones; at most `max`. */
export async function searchIds(
  db: Database,
  query: SearchQuery,
  scope: SearchScope,
  max: number,
): Promise<string[]> {
  return withIndexes(db, async (tx) => {
    const ids = scope.narrowIds
      ? sql`${narrowMatches(query, scope, scope.narrowIds)} limit ${max}::int`
      : await wideMatches(tx, query, scope, max);
    const { rows } = await tx.execute<{ id: string }>(
      sql`select ${searchTexts.articleId} as id from ${searchTexts} where ${searchTexts.id} in (${ids})`,
    );
    return rows.map(({ id }) => id);
  });
}

/** Titles and leads that resemble a misspelt query, the most similar first: lines separated by a line break. */
export async function similarHeads(
  db: Database,
  { terms }: SearchQuery,
  scope: SearchScope,
): Promise<string[]> {
  const { foldedHead, plain } = searchTexts;
  const folded = terms.map((term) => term.folded).join(' ');
  return withIndexes(db, async (tx) => {
    await tx.execute(sql`set local pg_trgm.word_similarity_threshold = 0.4`);
    const newest = await newestThousand(tx);
    const keys = Array.from({ length: similarThousands }, (_, index) => newest - index);
    const { rows } = await tx.execute<{ head: string }>(sql`
      select left(${plain}, 1000) as head from (
        select * from ${searchTexts} where ${and(isOfKind(scope), isInSpan({ keys }))}
          and ${foldedHead} %> ${folded}::text limit ${comparedMax}::int
      ) search_texts join ${articles} on ${articles.id} = ${searchTexts.articleId} ${scope.joins}
      where ${and(isNotNull(plain), scope.where)}
      order by word_similarity(${folded}::text, ${foldedHead}) desc, ${searchTexts.number} desc limit 30`);
    return rows.map(({ head }) => head.split('\n').slice(0, 2).join('\n'));
  });
}

const isOfKind = ({ texts }: SearchScope): SQL =>
  texts === 'working' ? isNull(searchTexts.revisionId) : isNotNull(searchTexts.revisionId);

/** Thousands of articles, which are keys of the index; or all articles below a number. */
type Span = { keys: number[] } | { below: number };

/** Ever larger spans: a common word is found in the first, and only a rare one is searched for in the last. */
async function spansOf(tx: Transaction): Promise<Span[]> {
  const spans: Span[] = [];
  let next = await newestThousand(tx);
  for (const size of [2, 8, 40, 200]) {
    if (next < 0) return spans;
    spans.push({ keys: Array.from({ length: Math.min(size, next + 1) }, (_, index) => next - index) });
    next -= size;
  }
  if (next >= 0) spans.push({ below: (next + 1) * 1000 });
  return spans;
}

async function newestThousand(tx: Transaction): Promise<number> {
  const { rows } = await tx.execute<{ newest: number | null }>(
    sql`select max(${articles.shortId}) / 1000 as newest from ${articles}`,
  );
  return rows[0]?.newest ?? 0;
}

/**
 * The spans in which heads and whole texts are searched. The index knows only which texts have all groups of three letters
 * of the query: where these are common, it would compare most of the archive for words, or a phrase, that are not.
 */
async function boundSpans(
  tx: Transaction,
  query: SearchQuery,
  scope: SearchScope,
  spans: Span[],
): Promise<{ headSpans: Span[]; textSpans: Span[] }> {
  const [newest] = spans;
  if (!newest) return { headSpans: [], textSpans: [] };
  const words = query.terms.flatMap(({ folded }) => folded.split(' '));
  const groups = new Set(words.flatMap(groupsOf));
  const hasAll = (column: SQL) =>
    sql`count(*) filter (where ${sql.join(
      [...groups].map((group) => sql`${column} like ${`%${group}%`}`),
      sql` and `,
    )})::int`;
  const { rows } = await tx.execute<{ head: number; text: number }>(sql`
    select ${hasAll(sql`folded_head`)} as head, ${hasAll(sql`folded`)} as text from (
      select ${searchTexts.folded}, ${searchTexts.foldedHead} from ${searchTexts}
      where ${and(isOfKind(scope), isInSpan(newest))} limit ${sampleSize}::int
    ) sample`);
  const within = (common = 0) => {
    const articlesMax = (candidatesMax * sampleSize) / common;
    let articleCount = 0;
    return spans.filter((span, index) => {
      articleCount += 'keys' in span ? span.keys.length * 1000 : span.below;
      return index < spansMin || articleCount <= articlesMax;
    });
  };
  return { headSpans: within(rows[0]?.head), textSpans: within(rows[0]?.text) };
}

/** The groups of three letters that pg_trgm extracts from a whole word. */
function groupsOf(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3));
}

async function wideMatches(
  tx: Transaction,
  query: SearchQuery,
  scope: SearchScope,
  max: number,
): Promise<SQL> {
  const spans = await spansOf(tx);
  const [ofHead, ofText] = [matchesAll(query, 'part', 'head'), matchesAll(query, 'part', 'text')];
  const { headSpans, textSpans } = await boundSpans(tx, query, scope, spans);
  const ids = sql`${newestMatches(ofText, scope, textSpans, max)} union ${newestMatches(ofHead, scope, headSpans, max)}`;
  return sql`select id from (${ids}) found limit ${max}::int`;
}

/** SQL: the ids of the newest texts in the scope that meet a condition. */
function newestMatches(condition: SQL, scope: SearchScope, spans: Span[], max: number): SQL {
  const branches = spans.map(
    (span) => sql`(
      select search_texts.id from (
        select ${searchTexts.id}, ${searchTexts.articleId}, ${searchTexts.revisionId}, ${searchTexts.number}
        from ${searchTexts} where ${and(isOfKind(scope), isInSpan(span), condition)} limit ${comparedMax}::int
      ) search_texts
      join ${articles} on ${articles.id} = ${searchTexts.articleId} ${scope.joins}
      where ${scope.where ?? sql`true`} order by ${searchTexts.number} desc limit ${max}::int)`,
  );
  // Evaluated one after the other, until there are enough.
  return sql`(select id from (${sql.join(branches, sql` union all `)}) newest limit ${max}::int)`;
}

const isInSpan = (span: Span): SQL =>
  'keys' in span
    ? sql`array[${searchTexts.number} / 1000] && ${`{${span.keys.join()}}`}::int[]`
    : sql`${searchTexts.number} < ${span.below}::int`;

/** SQL: the ids of all texts of a narrow scope that match. */
function narrowMatches(query: SearchQuery, scope: SearchScope, ids: SQL): SQL {
  // Not the bare column: the planner would begin with the index over the whole archive.
  const column = sql`(search_texts.folded || '')`;
  const matches = query.terms.map((term) => sql`${column} like ${partPattern(term)}`);
  return sql`
    select search_texts.id from (${ids}) scope join ${searchTexts} on ${searchTexts.articleId} = scope.id
    where ${and(isOfKind(scope), ...matches)}`;
}

/** The rank and time of each of these texts. The scope is checked again for its joins. */
async function foundIn(tx: Transaction, ids: SQL, scope: SearchScope, rank: SQL): Promise<Found[]> {
  const { rows } = await tx.execute<{ id: string; rank: number; micros: number | string }>(sql`
    select ${articles.id}, ${rank} as rank, (extract(epoch from ${scope.time}) * 1000000)::bigint as micros
    from ${searchTexts} join ${articles} on ${articles.id} = ${searchTexts.articleId} ${scope.joins}
    where ${searchTexts.id} in (${ids}) and ${scope.where ?? sql`true`}`);
  return rows.map(({ id, rank: own, micros }) => ({ id, rank: Number(own), micros: Number(micros) }));
}
