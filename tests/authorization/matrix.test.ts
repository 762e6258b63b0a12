import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collabPath } from '../../domain/contract/collaboration.ts';
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
 * Who may do what, asked of the running server cell by cell and compared with the table that was reviewed
 * (`reviewed.md`). Beside it stand a few rules that must hold whatever the table says.
 */

let host: TestHost;
let clients: Record<Actor, Client>;
const lines: Line[] = [];
const now = new Date();
const ownerNames = Object.keys(owners) as Owner[];

beforeAll(async () => {
  host = await hostUnderTest();
  await host.reset();
  clients = await sessions(host);
});
afterAll(() => {
  const cells = lines.reduce((sum, line) => sum + line.verdicts.length, 0);
  process.stdout.write(
    `\nAuthorization: ${cells} cells, ${routes.length} procedures, ${actors.length} actors\n`,
  );
});

/** One line: the same question from everybody. The suspended one comes last, so the account changes hands once. */
async function ask(
  section: string,
  subject: string,
  verdict: (actor: Actor) => Promise<string>,
): Promise<void> {
  const verdicts: string[] = [];
  for (const actor of actors) {
    if (actor === 'suspended') await setSuspended(host, true);
    verdicts.push(await verdict(actor));
  }
  await setSuspended(host, false);
  lines.push({ section, subject, verdicts });
}

const subjectName = (owner: Owner, state: State) => `${owner}, ${state}`;

async function eachSubject(work: (owner: Owner, state: State) => Promise<void>): Promise<void> {
  for (const owner of ownerNames) for (const state of states) await work(owner, state);
}

describe('the table', () => {
  test('routes on an article', async () => {
    const made = new Map<string, Subject>();
    const fresh = async (owner: Owner, state: State) => {
      const subject = await anArticle(host.db, owner, state, now);
      made.set(subjectName(owner, state), subject);
      return subject;
    };
    const probes = routes.filter(({ grant }) => grant === 'article').flatMap(articleProbes);
    for (const probe of probes) {
      await eachSubject((owner, state) =>
        ask(probe.section, subjectName(owner, state), async (actor) => {
          const subject = made.get(subjectName(owner, state)) ?? (await fresh(owner, state));
          const response = await clients[actor].fetch(probe.path(subject), initOf(probe));
          if (probe.changes && response.ok) made.delete(subjectName(owner, state));
          return verdictOf(response, true);
        }),
      );
    }
    expect(probes.length).toBeGreaterThan(20);
  });

  test('every other route', async () => {
    for (const route of routes.filter(({ grant }) => grant !== 'article')) {
      const { name, method, path } = route;
      await ask(`${name} (${method} ${path})`, '', async (actor) => {
        const request = plainRequest(route);
        return verdictOf(await clients[actor].fetch(request.path, request.init), false);
      });
    }
  });

  test('an upload of somebody’s', async () => {
    for (const { section, request } of uploadProbes) {
      for (const owner of ownerNames) {
        // A new one for each who asks: some of what is asked takes it away.
        await ask(section, owner, async (actor) => {
          const id = await anUpload(host.db, owner, now);
          return verdictOf(
            await clients[actor].fetch(`/api/uploads/${id}${request.path}`, request.init),
            true,
          );
        });
      }
    }
  });

  test('the socket', async () => {
    await eachSubject(async (owner, state) => {
      const subject = await anArticle(host.db, owner, state, now);
      await ask(`socket ${collabPath}`, subjectName(owner, state), (actor) =>
        overSocket(host, clients[actor], subject.id),
      );
    });
  });

  test('the portal, which asks nobody who they are', async () => {
    // Few enough articles that each is on the first page of every list.
    await host.reset();
    clients = await sessions(host);
    for (const owner of ownerNames) {
      for (const state of states) {
        const subject = await anArticle(host.db, owner, state, now);
        // It was written behind the server's back; after any request that may change something it looks anew.
        await (await host.fetch('/api/health', { method: 'POST' })).body?.cancel();
        await ask('portal', subjectName(owner, state), (actor) =>
          onPortal(clients[actor], subject, wordOf(owner, state)),
        );
      }
    }
  });

  test('is the one that was reviewed', async () => {
    await expect(markdownOf(lines)).toMatchFileSnapshot('reviewed.md');
  });
});

describe('rules that hold whatever the table says', () => {
  const cells = () =>
    lines.flatMap(({ section, subject, verdicts }) =>
      actors.map((actor, index) => ({ section, subject, actor, verdict: verdicts[index] ?? '' })),
    );
  const isPublic = (section: string) =>
    section === 'portal' ||
    routes.some(({ name, grant }) => grant === 'public' && section.startsWith(`${name} `));

  test('who is not signed in, or suspended, gets nothing but what is public', () => {
    const wrong = cells().filter(
      ({ actor, section, verdict }) =>
        (actor === 'none' || actor === 'suspended') && !isPublic(section) && verdict !== '401',
    );
    expect(wrong).toEqual([]);
  });

  test('no journalist learns of another person’s article before readers have it', () => {
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

  test('nobody learns of another person’s upload', () => {
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

  test('over the socket words are written by those who may change the article, and by nobody else', () => {
    const verdictsOf = (start: string) =>
      lines.filter(({ section }) => section.startsWith(start)).map(({ verdicts }) => verdicts);
    const mayWrite = (verdicts: string[][], word: string) =>
      verdicts.map((line) => line.map((verdict) => verdict === word));
    const written = mayWrite(verdictsOf('socket '), 'write');
    expect(written).toEqual(mayWrite(verdictsOf('articles.update '), 'may'));
    expect(written.flat().filter(Boolean).length).toBeGreaterThan(15);
  });

  test('who asks the portal makes no difference', () => {
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

/** The status of the article's page, and on which other pages its words are found. */
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
    if (new RegExp(`-${subject.shortId}\\b`).test(text)) shown.push(name);
  }
  const item = await client.fetch(`/api/portal/articles/${subject.id}`);
  return `page ${page.status}, QR ${short.status}, API ${item.status}, in: ${shown.join(' ') || 'none'}`;
}
