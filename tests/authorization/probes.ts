import { traverseContractProcedures } from '@orpc/server';
import { contract } from '../../domain/contract/contract.ts';
import { partType } from '../../domain/contract/uploads.ts';
import { type Permission, permissions } from '../../domain/permissions.ts';
import { type Need, transitionNames, workflow } from '../../domain/workflow.ts';
import type { Subject } from './subjects.ts';

/** An id that does not exist. */
const nobodysId = '00000000-0000-4000-8000-000000000000';

export type Route = {
  name: string;
  method: string;
  path: string;
  grant: (typeof permissions)[Permission];
  reauthenticate?: 'always' | 'sometimes' | undefined;
};

/** Every procedure of the contract. */
export const routes: Route[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path: names }) => {
  const { route, meta } = procedure['~orpc'];
  const { permission, reauthenticate } = meta as Pick<Route, 'reauthenticate'> & { permission: Permission };
  const { method = 'POST', path = '' } = route;
  routes.push({ name: names.join('.'), method, path, grant: permissions[permission], reauthenticate });
});

/** A request on an article, complete enough that only the actor and the article's state decide it. */
export type Probe = {
  section: string;
  method: string;
  path: (subject: Subject) => string;
  body?: unknown;
  /** Changes the article where it is allowed; the next request needs a new one. */
  changes: boolean;
};

const content = {
  title: 'Bến mới',
  lead: 'Một câu.',
  body: { type: 'doc', content: [{ type: 'paragraph' }] },
};

/** What a request carries for each need of its transition. The hash is that of no content. */
const transitionParts: Record<Need, object> = {
  complete: {},
  note: { note: 'Một lý do.' },
  reason: { note: 'Một lý do.' },
  'shown-content': { contentHash: '0'.repeat(64) },
  'future-time': { publishAt: '2999-01-01T00:00:00Z' },
};

/** Request bodies by procedure. A missing one fails the test. */
const bodies: Record<string, unknown[] | undefined> = {
  'articles.get': [undefined],
  // Without `If-Match`, which is checked after the permission.
  'articles.update': [{ tags: ['bến'] }],
  'articles.trash': [undefined],
  'articles.transition': transitionNames.map((transition) =>
    Object.assign({ transition }, ...workflow[transition].needs.map((need) => transitionParts[need])),
  ),
  'articles.history': [undefined],
  'articles.revisions': [undefined],
  'articles.revision': [undefined],
  'articles.saveRevision': [{ name: 'Bản thứ nhất' }],
  'articles.restoreRevision': [{}],
  'articles.content': [undefined],
  'articles.putContent': [content],
  'previews.show': [undefined],
  'previews.links': [undefined],
  'previews.createLink': [{ label: 'Người được phỏng vấn', days: 1 }],
  'previews.revokeLink': [undefined],
};

/** The requests of a route on an article. */
export function articleProbes({ name, method, path }: Route): Probe[] {
  const asked = bodies[name];
  if (!asked) throw new Error(`Say in tests/authorization/probes.ts how ${name} is asked for`);
  return asked.map((body) => ({
    section: `${name} (${method} ${path})${nameOf(body)}`,
    method,
    path: (subject) =>
      `/api${path}`
        .replace('{id}', subject.id)
        .replace('{revisionId}', subject.revisionId)
        .replace('{linkId}', subject.linkId),
    body,
    changes: method !== 'GET',
  }));
}

function nameOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'transition' in body ? `: ${body.transition}` : '';
}

/** The request of a route that does not depend on an article: an unknown id, an empty body. */
export function plainRequest({ method, path, name }: Route): { path: string; init: RequestInit } {
  const isUpload = name === 'media.create';
  const type = name === 'uploads.append' ? partType : 'application/json';
  return {
    path: `/api${path.replace(/\{\w+\}/g, nobodysId)}`,
    init: {
      method,
      ...(method !== 'GET' && { body: isUpload ? new FormData() : '{}' }),
      ...(method !== 'GET' && !isUpload && { headers: { 'content-type': type } }),
    },
  };
}

/** Requests on one upload, decided by its owner alone. */
export const uploadProbes: { section: string; request: { path: string; init: RequestInit } }[] = [
  { section: 'one upload: look', request: { path: '', init: { method: 'HEAD' } } },
  {
    section: 'one upload: append',
    request: {
      path: '',
      init: { method: 'PATCH', headers: { 'content-type': partType, 'upload-offset': '0' }, body: 'x' },
    },
  },
  { section: 'one upload: finish', request: { path: '/media', init: { method: 'POST' } } },
  { section: 'one upload: remove', request: { path: '', init: { method: 'DELETE' } } },
];

/** The permission that a response shows. */
export async function verdictOf(response: Response, isOnArticle: boolean): Promise<string> {
  if (response.status >= 500) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  if (response.ok) return 'may';
  // A response to HEAD has no body.
  const { code } = JSON.parse((await response.text()) || '{}') as { code?: string };
  if (response.status === 401) return '401';
  if (code === 'four-eyes') return 'four-eyes';
  if (response.status === 403) return '403';
  if (!isOnArticle) return 'may';
  if (response.status === 404) return '404';
  return code === 'wrong-stage' ? 'stage' : 'may';
}
