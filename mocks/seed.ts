import { sql } from 'drizzle-orm';
import { sealEmptyLog } from '../server/audit/audit-log.ts';
import { createAccount } from '../server/auth/auth.ts';
import { hashPassword } from '../server/auth/passwords.ts';
import type { ApiDeps } from '../server/context.ts';
import type { Transaction } from '../server/db/database.ts';
import { categories, users } from '../server/db/schema.ts';
import { markDemo } from '../server/demo.ts';
import { storePicture } from '../server/images/store-picture.ts';
import { demoArticles, demoCategories, demoPassword, demoPictures, demoUsers } from './newsroom/newsroom.ts';
import type { DemoCategory, DemoPicture } from './newsroom/types.ts';
import { type SeededNewsroom, seedArticle } from './seed-article.ts';
import { seedAudit } from './seed-audit.ts';
import { seedFanpages } from './seed-fanpages.ts';

export type SeedDeps = Pick<ApiDeps, 'db' | 'files' | 'images' | 'clock' | 'logger' | 'auditSecret'> & {
  /** Converts SVG to JPEG: with sharp in Node, with a canvas in the browser. */
  toJpeg: (svg: string) => Promise<Uint8Array<ArrayBuffer>>;
};

/** An arbitrary advisory lock key, against concurrent seeding. */
const lockKey = 7_040_119;

/**
 * Fills an empty database with the demo newsroom: people, categories, pictures, and articles in every state, produced by
 * the desk's own transitions. One transaction. Does nothing when the database has accounts.
 *
 * @returns whether it was filled.
 */
export async function seedNewsroom(deps: SeedDeps): Promise<boolean> {
  if (await hasPeople(deps.db)) return false;
  return deps.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
    if (await hasPeople(tx)) return false;
    await sealEmptyLog(tx, deps.auditSecret);
    const newsroom = await seedPeople(tx);
    const now = deps.clock();
    // In parallel: encoding takes most of the time.
    await Promise.all(
      demoPictures.map((picture) => seedPicture({ ...deps, db: tx }, newsroom, picture, now)),
    );
    // Oldest first, so that the numbers in the portal's addresses are chronological.
    for (const article of [...demoArticles].sort((a, b) => b.ageHours - a.ageHours)) {
      await seedArticle(tx, newsroom, article, now);
    }
    await seedFanpages(tx, now);
    await seedAudit(tx, deps.auditSecret, now);
    return true;
  });
}

async function seedPicture(
  { toJpeg, ...deps }: SeedDeps,
  { pictureIds }: SeededNewsroom,
  { key, svg, fileName, caption, credit, alt }: DemoPicture,
  now: Date,
): Promise<void> {
  const id = await storePicture(deps, {
    bytes: await toJpeg(svg),
    fileName: fileName.replace(/\.png$/, '.jpg'),
    createdBy: demoUserId('phongvien'),
    createdAt: new Date(now.getTime() - 9 * 86_400_000),
    metadata: { caption, credit, alt },
  });
  pictureIds.set(key, id);
}

/** Seeds only people and categories, which most tests need, into an empty database. */
export async function seedPeople(tx: Transaction): Promise<SeededNewsroom> {
  passwordHash ??= hashPassword(demoPassword);
  const hash = await passwordHash;
  for (const { key, email, name, role, penNames } of demoUsers) {
    await createAccount(tx, { id: demoUserId(key), email, name, role, penNames, passwordHash: hash });
  }
  const categoryIds = await seedCategories(tx);
  await markDemo(tx, {
    password: demoPassword,
    accounts: demoUsers.map(({ email, name, role }) => ({ email, name, role })),
  });
  return { userId: demoUserId, categoryIds, pictureIds: new Map(), articleIds: new Map() };
}

/** One insert for each level: fast, because tests do this hundreds of times. */
async function seedCategories(tx: Transaction): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const isTop = (category: DemoCategory) => category.parentSlug === undefined;
  for (const level of [demoCategories.filter(isTop), demoCategories.filter((one) => !isTop(one))]) {
    const rows = await tx
      .insert(categories)
      .values(
        level.map(({ name, slug, parentSlug, order, color = null }) => {
          const parentId = parentSlug === undefined ? null : ids.get(parentSlug);
          if (parentId === undefined) throw new Error(`Category ${slug} has no parent ${parentSlug}`);
          return { name, slug, parentId, position: order, color };
        }),
      )
      .returning({ id: categories.id, slug: categories.slug });
    for (const { id, slug } of rows) ids.set(slug, id);
  }
  return ids;
}

/** Computed once: all accounts share the password, and hashing is slow in a browser. */
let passwordHash: Promise<string> | undefined;

export const demoUserId = (key: string) => `demo-${key}`;

async function hasPeople(db: Pick<Transaction, 'select'>): Promise<boolean> {
  const [person] = await db.select({ id: users.id }).from(users).limit(1);
  return person !== undefined;
}
