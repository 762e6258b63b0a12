import { sql } from 'drizzle-orm';
import { searchLine } from '../../domain/search-text.ts';
import type { Database } from '../../server/db/database.ts';

/** Articles are five minutes apart, so that a million of them are ten years. */
const minutesApart = 5;

/** The people of an archive. Each journalist has an equal share of the articles; the former one has the oldest. */
export const archivePeople = { editor: 'editor', journalist: 'writer-0', former: 'former' } as const;

/** Slugs of categories: the former one has only the oldest articles. */
export const archiveCategories = { usual: 'muc-1', former: 'muc-cu' } as const;

/** A word that one of 25,000 articles has, and one that none has. */
export const rareWord = 'quokka';

const syllables =
  `anh ánh bà bài bán bảo bên biển bình bộ cả các cải cán cao cầu cây chất chế chi chính cho chủ chức chung chương có
  con cơ công cụ cục của cứu cửa dân dẫn diện dịch doanh dự dựng dùng đã đại đầu đề đến đi địa điểm điện độ đoàn đổi đội
  đồng động đưa đường gắng gì giá giải giao giới giữ hà hạ hai hải hàng hành hệ hiện hiệp hoạt học hội hợp huyện kế khai
  khu khối kinh lại làm lần lập lê lễ lên liên loại lời lợi lớn luật lượng mạng máy mở mới một năm nâng nên ngành nghị
  ngoài người nhà nhân nhiều những nước phát phòng phong phố phú phục quan quản quốc quy quyết rà sản sáng sát sau sinh số
  sở sông sự tác tại tài tàu tế thành theo thi thiết thông thống thủ thực tiến tiếp tỉnh tổ tới trên triển trình trong
  trung trường tư từ ủy và vào vận văn vì viên việc vực vụ xã xây xuất ý yêu`.split(/\s+/);

/**
 * Fills an empty, migrated database with an archive by SQL: published articles of ten categories, a few of them
 * corrected or withdrawn, and the same number of drafts, submitted, scheduled and trashed articles at every size.
 *
 * @param hasTexts whether searches find the articles; their index takes most of the time.
 */
export async function fillArchive(
  db: Database,
  articleCount: number,
  { hasTexts = true }: { hasTexts?: boolean } = {},
): Promise<void> {
  const run = (statement: string) => db.execute(sql.raw(statement));
  await run(`insert into users (id, name, email, role)
    values ('editor', 'Biên tập', 'bientap@archive.test', 'editor'), ('former', 'Người cũ', 'cu@archive.test', 'journalist')`);
  await run(`insert into users (id, name, email)
    select 'writer-' || n, 'Phóng viên ' || n, 'writer-' || n || '@archive.test' from generate_series(0, 19) n`);
  await run(`insert into categories (name, slug, position)
    select 'Mục ' || n, 'muc-' || n, n from generate_series(0, 8) n union all select 'Mục cũ', 'muc-cu', 9`);
  await run(`insert into categories (name, slug, position, parent_id)
    select 'Mục ' || n || 'a', 'muc-' || n || 'a', 0, id from generate_series(0, 2) n join categories on slug = 'muc-' || n`);
  await createParts(db);
  await run(`create unlogged table drafted as
    select n, gen_random_uuid() as id, gen_random_uuid() as revision_id,
        date_trunc('minute', now()) - (${articleCount} - n) * interval '${minutesApart} minutes' as at,
        -- The newest have not been published.
        case ${articleCount} - n when 0 then 'none' else
          case when ${articleCount} - n < 50 then 'review' when ${articleCount} - n < 200 then 'draft'
            when ${articleCount} - n < 220 then 'returned' when ${articleCount} - n < 250 then 'trashed'
            when ${articleCount} - n < 270 then 'scheduled' when n % 200 = 7 then 'withdrawn' else 'published' end
        end as state,
        case when n <= ${articleCount} / 50 then 'former' when n % 100 = 0 then 'editor' else 'writer-' || n % 20 end as author,
        (select id from categories where slug = case when n <= ${articleCount} / 50 then 'muc-cu' when n % 20 = 3 then 'muc-1a' else 'muc-' || n % 8 end) as category_id,
        1 + n % 997 as first_part, 1 + n % 1009 as second_part, 1 + n % 991 as lead_part,
        1 + n % 983 as body_part, n % 25000 = 9990 as is_rare
      from generate_series(1, ${articleCount}) n`);
  await run('analyze drafted');
  await run(`insert into articles (id, stage, is_returned, submitted_at, trashed_at, published_at, withdrawn_at, category_id,
        bylines, slug, created_at, updated_at, title, sort_title, lead, words)
      overriding user value
      select drafted.id, case when state = 'review' then 'review' when state in ('draft', 'returned', 'trashed') then 'draft' else 'none' end,
        state = 'returned', case when state = 'review' then at end, case when state = 'trashed' then now() end,
        case when state in ('published', 'withdrawn') then at when state = 'scheduled' then at + interval '30 days' end,
        case when state = 'withdrawn' then at + interval '1 day' end, category_id,
        array['Hải Miên'], 'bai-' || n, at, at, concat_ws(' ', a.plain, b.plain, case when is_rare then '${rareWord}' end),
        left(a.folded || ' ' || b.folded, 60), c.plain, 90
      from drafted join parts a on a.size = 5 and a.number = first_part join parts b on b.size = 4 and b.number = second_part
        join parts c on c.size = 22 and c.number = lead_part order by drafted.n`);
  await run('insert into article_authors (article_id, user_id) select id, author from drafted order by n');
  await run(`insert into revisions (id, article_id, number, reason, content, content_hash, fields, title, words, created_by, created_at)
      select revision_id, drafted.id, 1, 'publish', jsonb_build_object('title', title, 'lead', lead, 'body',
          jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'content',
            jsonb_build_array(jsonb_build_object('type', 'text', 'text', plain)))))), md5(drafted.n::text),
        jsonb_build_object('categoryId', drafted.category_id, 'bylines', bylines, 'tags', tags, 'source', null, 'coverMediaId', null,
          'relatedIds', related_ids), title, 90, author, at
      from drafted join articles on articles.id = drafted.id join parts on size = 60 and parts.number = body_part
      where state in ('published', 'withdrawn', 'scheduled') order by drafted.n`);
  await run(`insert into publications (article_id, revision_id, visible_from, category_id, created_at)
      select drafted.id, revision_id, published_at, drafted.category_id, at from drafted join articles on articles.id = drafted.id
        where state in ('published', 'withdrawn', 'scheduled')
      union all
      -- Corrected an hour later, and the newest tomorrow.
      select id, revision_id, case when n > ${articleCount} - 300 then now() + interval '1 day' else at + interval '1 hour' end, category_id, at
        from drafted where state = 'published' and (n % 20 = 11 or n > ${articleCount} - 275)`);
  if (hasTexts) await fillTexts(db);
  await run('drop table drafted');
  await run('drop table parts');
  await run('vacuum analyze');
}

/** A thousand pieces of text of each size in words, to combine titles, leads and bodies of. */
async function createParts(db: Database): Promise<void> {
  const parts = [4, 5, 22, 60].flatMap((size) =>
    Array.from({ length: 1_010 }, (_, number) => {
      const text = Array.from(
        { length: size },
        (_, index) => syllables[mix(number * 64 + index + size * 97) % syllables.length],
      ).join(' ');
      return { size, number, ...searchLine(text) };
    }),
  );
  await db.execute(sql`create unlogged table parts as
    select * from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as part(size int, number int, plain text, folded text, exact text)`);
  await db.execute(sql`analyze parts`);
}

/** Texts for search, without their indexes while they are written: building one is faster than maintaining it. */
async function fillTexts(db: Database): Promise<void> {
  const { rows } = await db.execute<{ name: string; definition: string }>(
    sql`select indexname as name, indexdef as definition from pg_indexes where indexname like 'search_texts_%_search'`,
  );
  for (const { name } of rows) await db.execute(sql.raw(`drop index ${name}`));
  const head = (form: string, rare: string) =>
    `' ' || a.${form} || ' ' || b.${form} || ${rare} || E' \\n ' || c.${form} || ' '`;
  const rare = `case when is_rare then ' ${rareWord}' else '' end`;
  const text = (form: string) => `${head(form, rare)} || E'\\n ' || d.${form} || ' '`;
  await db.execute(
    sql.raw(`
    insert into search_texts (article_id, revision_id, number, plain, folded, exact, folded_head, exact_head)
      select drafted.id, kind.revision_id, short_id, ${text('plain')}, ${text('folded')}, ${text('exact')}, ${head('folded', rare)}, ${head('exact', rare)}
      from drafted join articles on articles.id = drafted.id
        join parts a on a.size = 5 and a.number = first_part join parts b on b.size = 4 and b.number = second_part
        join parts c on c.size = 22 and c.number = lead_part join parts d on d.size = 60 and d.number = body_part,
        lateral (select null::uuid union all select drafted.revision_id where state in ('published', 'withdrawn', 'scheduled')) kind(revision_id)
      order by drafted.n`),
  );
  await db.execute(sql`set maintenance_work_mem = '1GB'`);
  for (const { definition } of rows) await db.execute(sql.raw(definition));
}

/** A number without a pattern, the same each time. */
function mix(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
