import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statePath } from '../../domain/contract/article-state.ts';
import { collabPath } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { settings } from '../../server/db/schema.ts';
import { readableRefusalsPerSecond } from '../../server/node/websockets.ts';
import { type Client, hostUnderTest, type TestHost } from '../hosts/host.ts';
import { type Actor, actors, sessions, setSuspended } from './actors.ts';
import { articleProbes, type Probe, plainRequest, routes, uploadProbes, verdictOf } from './probes.ts';
import { overSocket } from './socket.ts';
import {
  anArticle,
  anUpload,
  type Owner,
  owners,
  type State,
  type Subject,
  states,
  wordOf,
} from './subjects.ts';
import { type Line, markdownOf, reviewed } from './table.ts';

/*
 * The authorization table: sends a request for every cell to the running server and compares the result with the
 * reviewed table (`reviewed.md`). The rules below hold for any reviewed table.
 */

let host: TestHost;
let clients: Record<Actor, Client>;
/** Filled before the tests, so that each of them can run alone. */
const lines: Line[] = [];
const now = new Date();
const ownerNames = Object.keys(owners) as Owner[];

beforeAll(async () => {
  host = await hostUnderTest();
  await resetHost();
  lines.push(
    ...(await articleRouteLines()),
    ...(await otherRouteLines()),
    ...(await uploadLines()),
    ...(await socketLines()),
    ...(await stateLines()),
    ...(await portalLines()),
  );
}, 600_000);

afterAll(() => {
  const cells = lines.reduce((sum, line) => sum + line.verdicts.length, 0);
  process.stdout.write(
    `\nAuthorization: ${cells} cells, ${routes.length} procedures, ${actors.length} actors\n`,
  );
});

async function resetHost(): Promise<void> {
  await host.reset();
  clients = await sessions(host);
}

/** One line to fill: the same request by each actor. */
type Question = {
  section: string;
  subject: string;
  /** Has no effect, so that the actors' requests can be concurrent. */
  isSafe: boolean;
  verdict: (actor: Actor) => Promise<string>;
};

/** Suspends the account once, after all requests of the others: a refusal changes nothing. */
async function ask(questions: readonly Question[]): Promise<Line[]> {
  const active = actors.filter((actor) => actor !== 'suspended');
  const answers: string[][] = [];
  for (const { isSafe, verdict } of questions) {
    answers.push(isSafe ? await Promise.all(active.map(verdict)) : await inSequence(active, verdict));
  }
  await setSuspended(host, true);
  const suspended = await inSequence(questions, ({ verdict }) => verdict('suspended'));
  await setSuspended(host, false);
  return questions.map(({ section, subject }, index) => ({
    section,
    subject,
    verdicts: [...(answers[index] ?? []), suspended[index] ?? ''],
  }));
}

async function inSequence<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

const subjectName = (owner: Owner, state: State) => `${owner}, ${state}`;
const subjects = ownerNames.flatMap((owner) => states.map((state) => ({ owner, state })));

async function articleRouteLines(): Promise<Line[]> {
  const articles = new Map<string, Subject>();
  const probes = routes.filter(({ grant }) => grant === 'article').flatMap(articleProbes);
  expect(probes.length).toBeGreaterThan(20);
  for (const { owner, state } of subjects)
    articles.set(subjectName(owner, state), await anArticle(host.db, owner, state, now));
  return ask(
    probes.flatMap((probe) =>
      subjects.map(({ owner, state }) => ({
        section: probe.section,
        subject: subjectName(owner, state),
        isSafe: !probe.changes,
        async verdict(actor: Actor) {
          const name = subjectName(owner, state);
          const article = articles.get(name) ?? (await anArticle(host.db, owner, state, now));
          articles.set(name, article);
          const response = await clients[actor].fetch(probe.path(article), initOf(probe));
          if (probe.changes && response.ok) articles.delete(name);
          return verdictOf(response, true);
        },
      })),
    ),
  );
}

function otherRouteLines(): Promise<Line[]> {
  return ask(
    routes
      .filter(({ grant }) => grant !== 'article')
      .map((route) => ({
        section: `${route.name} (${route.method} ${route.path})`,
        subject: '',
        isSafe: route.method === 'GET',
        async verdict(actor) {
          const { path, init } = plainRequest(route);
          const verdict = await verdictOf(await clients[actor].fetch(path, init), false);
          const endsSessions = /^(session\.signOut|account\.endOtherSessions)/.test(route.name);
          const isSignedOut = endsSessions && verdict === 'may';
          if (isSignedOut && actor !== 'suspended') clients = await sessions(host);
          return verdict;
        },
      })),
  );
}

function uploadLines(): Promise<Line[]> {
  return ask(
    uploadProbes.flatMap(({ section, request }) =>
      ownerNames.map((owner) => ({
        section,
        subject: owner,
        isSafe: true,
        // Each actor gets an upload of their own, because some requests delete it.
        async verdict(actor: Actor) {
          const id = await anUpload(host.db, owner, now);
          return verdictOf(
            await clients[actor].fetch(`/api/uploads/${id}${request.path}`, request.init),
            true,
          );
        },
      })),
    ),
  );
}

async function socketLines(): Promise<Line[]> {
  const questions = await inSequence(subjects, async ({ owner, state }) => {
    const { id } = await anArticle(host.db, owner, state, now);
    return {
      section: `socket ${collabPath}`,
      subject: subjectName(owner, state),
      // `overSocket` compares the stored content before and after its own edit.
      isSafe: false,
      verdict: async (actor: Actor) => {
        // The server explains only so many refusals a second.
        if (actor === 'suspended') await sleep(1_100 / readableRefusalsPerSecond);
        return overSocket(host, clients[actor], id);
      },
    };
  });
  return ask(questions);
}

async function stateLines(): Promise<Line[]> {
  const questions = await inSequence(subjects, async ({ owner, state }) => {
    const { id } = await anArticle(host.db, owner, state, now);
    return {
      section: 'document (GET /articles/{id}/state)',
      subject: subjectName(owner, state),
      isSafe: true,
      verdict: async (actor: Actor) =>
        verdictOf(await clients[actor].fetch(statePath(id, schemaVersion)), true),
    };
  });
  return ask(questions);
}

/** On an otherwise empty portal, so that each article is on the first page of every list. */
async function portalLines(): Promise<Line[]> {
  await resetHost();
  const questions = await inSequence(subjects, async ({ owner, state }) => {
    const subject = await anArticle(host.db, owner, state, now);
    return {
      section: 'portal',
      subject: subjectName(owner, state),
      isSafe: true,
      verdict: (actor: Actor) => onPortal(clients[actor], subject, wordOf(owner, state)),
    };
  });
  // The articles were inserted directly; any request that may change something invalidates the page cache.
  await (await host.fetch('/api/auth/sign-out', { method: 'POST' })).body?.cancel();
  return ask(questions);
}

test('the table is the reviewed one', async () => {
  await expect(markdownOf(lines)).toMatchFileSnapshot('reviewed.md');
});

describe('rules that hold for any table', () => {
  const cells = () =>
    lines.flatMap(({ section, subject, verdicts }) =>
      actors.map((actor, index) => ({ section, subject, actor, verdict: verdicts[index] ?? '' })),
    );
  const isPublic = (section: string) =>
    section === 'portal' ||
    routes.some(({ name, grant }) => grant === 'public' && section.startsWith(`${name} `));

  test('without a session, or suspended, only public routes are allowed', () => {
    const wrong = cells().filter(
      ({ actor, section, verdict }) =>
        (actor === 'none' || actor === 'suspended') && !isPublic(section) && verdict !== '401',
    );
    expect(wrong).toEqual([]);
  });

  test('another person’s article does not exist for a journalist until it is published', () => {
    const hidden = ['draft', 'returned', 'review', 'scheduled', 'revising', 'withdrawn', 'trashed'];
    const wrong = cells().filter(
      ({ actor, section, subject, verdict }) =>
        actor === 'other journalist' &&
        section !== 'portal' &&
        hidden.some((state) => subject.endsWith(`, ${state}`)) &&
        verdict !== '404',
    );
    expect(wrong).toEqual([]);
  });

  test('no journalist publishes, schedules, withdraws or sends back', () => {
    const wrong = cells().filter(
      ({ actor, section, verdict }) =>
        actor.includes('journalist') &&
        /: (publish|schedule|unschedule|withdraw|return)$/.test(section) &&
        verdict === 'may',
    );
    expect(wrong).toEqual([]);
  });

  test('another person’s upload does not exist for anybody', () => {
    const theirs = cells().filter(
      ({ section, subject, actor }) =>
        section.startsWith('one upload: ') &&
        !subject.startsWith(`the ${actor}’s`) &&
        actor !== 'none' &&
        actor !== 'suspended',
    );
    expect(theirs.length).toBeGreaterThan(20);
    expect(theirs.filter(({ verdict }) => verdict !== '404')).toEqual([]);
  });

  test('nobody approves what they alone wrote', () => {
    const own = cells().filter(
      ({ actor, subject, section }) =>
        actor === 'editor' && subject === 'the editor’s, review' && /: (publish|schedule)$/.test(section),
    );
    expect(own.map(({ verdict }) => verdict)).toEqual(['four-eyes', 'four-eyes']);
  });

  test('over the socket exactly those who may change the article can edit its content', () => {
    const verdictsOf = (start: string) =>
      lines.filter(({ section }) => section.startsWith(start)).map(({ verdicts }) => verdicts);
    const allowedIn = (verdicts: string[][], allowed: string) =>
      verdicts.map((line) => line.map((verdict) => verdict === allowed));
    const written = allowedIn(verdictsOf('socket '), 'write');
    expect(written).toEqual(allowedIn(verdictsOf('articles.update '), 'may'));
    expect(written.flat().filter(Boolean).length).toBeGreaterThan(15);
  });

  test('the document is there for exactly those who may read the article', () => {
    const verdictsOf = (start: string) =>
      lines.filter(({ section }) => section.startsWith(start)).map(({ verdicts }) => verdicts);
    expect(verdictsOf('document ')).toEqual(verdictsOf('articles.get '));
  });

  test('a session that lacks a required second factor opens no article over the socket', async () => {
    await resetHost();
    const { id } = await anArticle(host.db, 'the journalist’s', 'draft', now);
    expect(await overSocket(host, clients.editor, id)).toBe('write');
    await host.db.insert(settings).values({ key: 'secondFactorRoles', value: ['editor'] });
    expect(await overSocket(host, clients.editor, id)).toBe('401');
    expect(await overSocket(host, clients.journalist, id)).toBe('write');
  });

  test('responses of the portal do not depend on the session', () => {
    const differing = lines.filter(
      ({ section, verdicts }) => section === 'portal' && new Set(verdicts).size !== 1,
    );
    expect(differing).toEqual([]);
  });

  test('every route of the contract is in the reviewed table', () => {
    const table = reviewed();
    expect(routes.filter(({ name }) => !table.includes(`## ${name} (`))).toEqual([]);
  });
});

function initOf({ method, body }: Probe): RequestInit {
  if (body === undefined) return { method };
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** The status of the article's page, and the other pages that list the article. */
async function onPortal(client: Client, subject: Subject, word: string): Promise<string> {
  const page = await client.fetch(`/portal/${subject.slug ?? 'bai'}-${subject.shortId}`, {
    redirect: 'manual',
  });
  const short = await client.fetch(`/q/${subject.shortId}`, { redirect: 'manual' });
  const shown: string[] = [];
  const lists = {
    front: '/portal',
    category: '/portal/chuyen-muc/thoi-su',
    search: `/portal/tim-kiem?q=${word}`,
    rss: '/portal/rss.xml',
    api: `/api/portal/articles?limit=100`,
  };
  for (const [name, path] of Object.entries(lists)) {
    const text = await (await client.fetch(path)).text();
    // After a letter of the slug: a date has the number, too.
    if (new RegExp(`[a-z]-${subject.shortId}\\b`).test(text)) shown.push(name);
  }
  const item = await client.fetch(`/api/portal/articles/${subject.id}`);
  return `page ${page.status}, QR ${short.status}, API ${item.status}, in: ${shown.join(' ') || 'none'}`;
}
