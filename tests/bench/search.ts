import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { parseSearchQuery } from '../../domain/search-query.ts';
import { joinSearchLines, searchLine } from '../../domain/search-text.ts';
import type { Database } from '../../server/db/database.ts';
import { databaseTime } from '../../server/db/database-time.ts';
import { countMatches, listArticles, suggestSearch } from '../../server/db/queries/article-list.ts';
import { searchPage } from '../../server/db/queries/portal-search.ts';
import { openPostgres } from '../../server/node/db/postgres.ts';
import { startPostgres } from '../hosts/postgres-server.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { print, printTable } from './report.ts';

/** Words of a body. */
const wordsPerArticle = 400;
/** Bodies are combined of these many texts, because writing them takes longer than storing them. */
const blockCount = 500;
const batch = 500;
const rounds = 5;

const queries = [
  'Hải Phòng',
  'hai phong',
  'Lê Lợi',
  'cảng Đình Vũ',
  '"Nguyễn Bỉnh Khiêm"',
  'Tràng Cát',
  'an',
  'không có ở đâu cả',
  'Tràng Cátt',
];

/** Measures searches of an archive on a real PostgreSQL. @returns lines of the summary. */
export async function measureSearch(articleCount: number): Promise<string[]> {
  const server = await startPostgres();
  const database = await openPostgres(await createTestDatabase(server.url), {
    migrationUrl: null,
    onConnectionLost: () => undefined,
  });
  try {
    const { db } = database;
    const startedAt = performance.now();
    await fillArchive(db, articleCount);
    print(`\n${articleCount} articles, written in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    return await measure(db, articleCount);
  } finally {
    await database.close();
    await server.stop();
  }
}

async function measure(db: Database, articleCount: number): Promise<string[]> {
  const actor = { id: 'editor', role: 'editor' } as const;
  const now = databaseTime;
  const rows: string[][] = [];
  let slowest = 0;
  for (const q of queries) {
    const search = parseSearchQuery(q);
    const list = { view: 'all', search, sort: 'relevance', after: null, limit: 40 } as const;
    const readers = { categoryIds: [], withUncategorized: true, q, after: null, limit: 20 };
    const found = await listArticles(db, actor, list, now);
    const times = [
      await median(() => listArticles(db, actor, list, now)),
      await median(() => countMatches(db, actor, { search }, now)),
      await median(() => suggestSearch(db, actor, search, now)),
      await median(() => searchPage(db, readers, now)),
    ];
    slowest = Math.max(slowest, times[0] ?? 0, times[3] ?? 0);
    rows.push([q, String(found.length), ...times.map((ms) => `${Math.round(ms)} ms`)]);
  }
  printTable(['search', 'found', 'desk', 'counts of views', 'proposal', 'portal'], rows);
  return [`search in ${articleCount} articles: the slowest page takes ${Math.round(slowest)} ms`];
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

const syllables =
  `anh ánh bà bài bán bảo bên biển bình bộ cả các cải cán cao cầu cây chất chế chi chính cho chủ chức chung chương có
  con cơ công cụ cục của cứu cửa dân dẫn diện dịch doanh dự dựng dùng đã đại đầu đề đến đi địa điểm điện độ đoàn đổi đội
  đồng động đưa đường gắng gì giá giải giao giới giữ hà hạ hai hải hàng hành hệ hiện hiệp hoạt học hội hợp huyện kế khai
  khu khối kinh lại làm lần lập lê lễ lên liên loại lời lợi lớn luật lượng mạng máy mở mới một năm nâng nên ngành nghị
  ngoài người nhà nhân nhiều những nước phát phòng phong phố phú phục quan quản quốc quy quyết rà sản sáng sát sau sinh số
  sở sông sự tác tại tài tàu tế thành theo thi thiết thông thống thủ thực tiến tiếp tỉnh tổ tới trên triển trình trong
  trung trường tư từ ủy và vào vận văn vì viên việc vực vụ xã xây xuất ý yêu`.split(/\s+/);

/** Names and the share of articles that have them. */
const names: [string, number][] = [
  ['Hải Phòng', 0.5],
  ['Lê Lợi', 0.01],
  ['Đình Vũ', 0.03],
  ['Nguyễn Bỉnh Khiêm', 0.001],
  ['Tràng Cát', 0.0005],
];

async function fillArchive(db: Database, articleCount: number): Promise<void> {
  const random = randomNumbers();
  const text = (words: number) =>
    Array.from({ length: words }, () => syllables[Math.floor(random() * syllables.length)]).join(' ');
  await db.execute(
    sql`insert into users (id, name, email, role) values ('editor', 'Biên tập', 'bientap@bench.test', 'editor')`,
  );
  const blocks = Array.from({ length: blockCount }, () => searchLine(text(wordsPerArticle / 2)));
  const anyBlock = () => blocks[Math.floor(random() * blockCount)] ?? searchLine('');
  const indexes = await dropSearchIndexes(db);
  for (let from = 0; from < articleCount; from += batch) {
    const rows = Array.from({ length: Math.min(batch, articleCount - from) }, (_, index) => {
      const inBody = names.filter(([, share]) => random() < share).map(([name]) => name);
      const inTitle = inBody.filter(() => random() < 0.3);
      const title = `${text(8)} ${inTitle.join(' ')}`;
      const lead = text(30);
      const lines = [anyBlock(), ...inBody.map(searchLine), anyBlock()];
      const texts = joinSearchLines(searchLine(title), searchLine(lead), lines);
      return { n: from + index + 1, title, lead, ...texts };
    });
    await insert(db, rows);
  }
  for (const definition of indexes) await db.execute(sql.raw(definition));
  await db.execute(sql`vacuum analyze`);
}

/** Building an index is faster than maintaining it. @returns the statements that create them again. */
async function dropSearchIndexes(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ name: string; definition: string }>(
    sql`select indexname as name, indexdef as definition from pg_indexes where indexname like 'search_texts_%_search'`,
  );
  for (const { name } of rows) await db.execute(sql.raw(`drop index ${name}`));
  return rows.map(({ definition }) => definition);
}

async function insert(db: Database, rows: object[]): Promise<void> {
  const fields = JSON.stringify({
    categoryId: null,
    bylines: [],
    tags: [],
    source: null,
    coverMediaId: null,
    relatedIds: [],
  });
  await db.execute(sql`
    with rows as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as rows(n int, title text, lead text, plain text, folded text, exact text, "foldedHead" text, "exactHead" text)),
    made as (
      insert into articles (stage, slug, title, lead, published_at, updated_at)
        select 'none', 'bai-' || n, title, lead, at, at
          from rows, lateral (select timestamptz '2016-01-01Z' + n * interval '50 minutes' as at) times order by n
        returning id, short_id, slug, published_at),
    revised as (
      insert into revisions (article_id, number, reason, content, content_hash, fields, title, words, created_by)
        select made.id, 1, 'publish', jsonb_build_object('title', title, 'lead', lead, 'body', '{}'::jsonb), '',
            ${fields}::jsonb, title, ${wordsPerArticle}, 'editor'
          from made join rows on slug = 'bai-' || n
        returning id, article_id),
    published as (
      insert into publications (article_id, revision_id, visible_from)
        select article_id, revised.id, published_at from revised join made on made.id = article_id)
    insert into search_texts (article_id, revision_id, number, plain, folded, exact, folded_head, exact_head)
      select made.id, kind.revision_id, short_id, plain, folded, exact, "foldedHead", "exactHead"
        from made join rows on slug = 'bai-' || n join revised on article_id = made.id,
          lateral (values (null::uuid), (revised.id)) kind(revision_id)`);
}

/** Mulberry32: the same archive each time. */
function randomNumbers(): () => number {
  let state = 42;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
