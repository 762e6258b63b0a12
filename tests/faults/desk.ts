import { inject } from 'vitest';
import type { ContentJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import type { Stage } from '../../domain/workflow.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { demoUserId, seedPeople } from '../../mocks/seed.ts';
import type { Database } from '../../server/db/database.ts';
import { articleAuthors, articles, categories } from '../../server/db/schema.ts';
import { createDocument, readContent } from '../../server/documents/store.ts';
import { openPostgres } from '../../server/node/db/postgres.ts';
import { type ServerProcess, startServerProcess, startSharedServer } from '../hosts/server-process.ts';
import { createTestDatabase } from '../hosts/test-database.ts';

/** The Node server in a process of its own, started as by `npm start`, with signed-in people. */
export type DeskProcess = ServerProcess & {
  port: number;
  /** The headers with this person's session, valid for every server on the same database. */
  signIn(person: Person): Promise<Record<string, string>>;
};

export type Person = 'phongvien' | 'phongvien2' | 'bientap' | 'quantri';
export const userIdOf = demoUserId;

/** Starts it on a database with people. Killed after the test at the latest. */
export async function startDesk(environment: Record<string, string>): Promise<DeskProcess> {
  return asDesk(await startServerProcess({ ...defaults, ...environment }));
}

/** The same for several tests; the caller ends it. */
export async function startSharedDesk(environment: Record<string, string>): Promise<DeskProcess> {
  return asDesk(await startSharedServer({ ...defaults, ...environment }));
}

const defaults = { DEMO: 'no', HOST: '127.0.0.1', LOG_LEVEL: 'info' };

function asDesk(server: ServerProcess): DeskProcess {
  const url = server.url.replace('localhost', '127.0.0.1');
  return { ...server, url, port: Number(new URL(url).port), signIn: (person) => signIn(url, person) };
}

async function signIn(url: string, person: Person): Promise<Record<string, string>> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${person}@demo.test`, password: demoPassword }),
  });
  if (!response.ok) throw new Error(`${person} could not sign in: ${response.status}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return { cookie: cookies.join('; ') };
}

/** A new database on the tests' PostgreSQL, with the people and categories of the demo newsroom. */
export async function newsroomDatabase(
  serverUrl = inject('postgresUrl'),
): Promise<{ url: string; db: Database; close: () => Promise<void> }> {
  const url = await createTestDatabase(serverUrl);
  // Restarting the database breaks idle connections; the next query opens another.
  const { db, close } = await openPostgres(url, { onConnectionLost: () => undefined });
  await db.transaction(async (tx) => {
    await seedPeople(tx);
  });
  return { url, db, close };
}

/** Content that can be submitted. */
const beginning: ContentJson = {
  title: 'Tàu lớn vào cảng',
  lead: 'Sáng nay, con tàu đầu tiên đã cập cảng.',
  body: {
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: 'Tàu dài ba trăm mét.' }] },
    ],
  },
};

/** Inserts an article that can be submitted. */
export async function anArticle(
  db: Database,
  {
    authors = ['phongvien'],
    stage = 'draft',
    content = beginning,
  }: { authors?: Person[]; stage?: Stage; content?: ContentJson } = {},
): Promise<string> {
  return db.transaction(async (tx) => {
    const [category] = await tx.select({ id: categories.id }).from(categories).limit(1);
    const [row] = await tx
      .insert(articles)
      .values({
        stage,
        categoryId: category?.id,
        bylines: ['Hải Yến'],
        submittedAt: stage === 'review' ? new Date() : null,
      })
      .returning({ id: articles.id });
    if (!row) throw new Error('No article');
    await tx
      .insert(articleAuthors)
      .values(authors.map((name) => ({ articleId: row.id, userId: demoUserId(name) })));
    await createDocument(tx, row.id, content);
    return row.id;
  });
}

/** The stored text of the body. */
export async function storedText(db: Database, articleId: string): Promise<string> {
  return blockText((await readContent(db, articleId)).body);
}
