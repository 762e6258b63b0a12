import { traverseContractProcedures } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { contract } from '../../domain/contract/contract.ts';
import { partType } from '../../domain/contract/uploads.ts';
import { type Permission, permissions } from '../../domain/permissions.ts';
import type { ApiDeps } from '../../server/context.ts';
import { settings } from '../../server/db/schema.ts';
import { createApi } from '../../server/http/api.ts';
import { router } from '../../server/procedures/router.ts';
import {
  type ApiClient,
  anonymous,
  anUploadedPicture,
  host,
  readResponse,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

type DeclaredProcedure = {
  name: string;
  method: string;
  path: string;
  permission: Permission | undefined;
};

function declaredProcedures(start: typeof contract | typeof router): DeclaredProcedure[] {
  const found: DeclaredProcedure[] = [];
  traverseContractProcedures({ router: start, path: [] }, ({ contract: procedure, path: names }) => {
    const { route, meta } = procedure['~orpc'];
    found.push({
      name: names.join('.'),
      method: route.method ?? 'POST',
      path: route.path ?? '',
      permission: (meta as { permission?: Permission }).permission,
    });
  });
  return found;
}

const procedures = declaredProcedures(contract);

test('every procedure declares a permission in its contract', () => {
  const undeclared = procedures.filter(
    ({ permission }) => !permission || !Object.hasOwn(permissions, permission),
  );
  expect(undeclared.map(({ name }) => name)).toEqual([]);
  expect(procedures.length).toBeGreaterThan(20);
});

test('the implemented procedures and their permissions are exactly those of the contract', () => {
  const implemented = declaredProcedures(router);
  const summaryOf = (list: DeclaredProcedure[]) =>
    list.map(({ name, permission }) => `${name}: ${permission}`).sort();
  expect(summaryOf(implemented)).toEqual(summaryOf(procedures));
});

test('every permission is used by some procedure', () => {
  const used = new Set(procedures.map(({ permission }) => permission));
  expect(Object.keys(permissions).filter((name) => !used.has(name as Permission))).toEqual([]);
});

const call = async (desk: ApiClient, { method, path }: DeclaredProcedure) => {
  const address = `/api${path.replace(/\{\w+\}/g, unknownId)}`;
  const isUpload = method === 'POST' && path === '/media';
  const isPart = method === 'PATCH' && path === '/uploads/{id}';
  const body = isUpload ? new FormData() : '{}';
  const type = isPart ? partType : 'application/json';
  const response = await desk.fetch(address, {
    method,
    ...(method !== 'GET' && { body }),
    ...(method !== 'GET' && !isUpload && { headers: { 'content-type': type } }),
  });
  return readResponse(response);
};
const restricted = procedures.filter(({ permission }) => permission && permissions[permission] !== 'public');
const isForRoles = ({ permission }: DeclaredProcedure) =>
  permission && Array.isArray(permissions[permission]);

describe('the permission check of each procedure', () => {
  test('responds 401 without a session, before anything else', async () => {
    for (const procedure of restricted) {
      const { status, body } = await call(anonymous, procedure);
      expect([procedure.name, status, body.code]).toEqual([procedure.name, 401, 'unauthenticated']);
    }
  });

  test('responds 403 without the role', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    for (const procedure of restricted.filter(isForRoles)) {
      for (const desk of [journalist, editor]) {
        const { status, body } = await call(desk, procedure);
        expect([procedure.name, status, body?.code]).toEqual([procedure.name, 403, 'not-permitted']);
      }
    }
  });
});

describe('a session that lacks the second factor which the newsroom requires', () => {
  const anAdmin = async () => {
    await host.db.insert(settings).values({ key: 'secondFactorRoles', value: ['admin'] });
    return signedIn('quantri');
  };

  test('may call what it takes to set one up, and nothing else', async () => {
    const admin = await anAdmin();
    const open = [];
    // Signing out everywhere would end the session.
    for (const procedure of restricted.filter(({ name }) => name !== 'session.signOutEverywhere')) {
      const { status, body } = await call(admin, procedure);
      if (status === 403 && body?.code === 'second-factor-required') continue;
      open.push(procedure.permission);
    }
    expect([...new Set(open)].sort()).toEqual(['second-factor.manage', 'session.confirm', 'session.read']);
    expect((await admin.get('/api/audit.csv')).body.code).toBe('second-factor-required');
  });

  test('sees no unpublished picture', async () => {
    const { id } = await anUploadedPicture(await signedIn('phongvien'));
    const admin = await anAdmin();
    const response = await admin.fetch(`/media/${id}/320.webp`);
    await response.body?.cancel();
    expect(response.status).toBe(404);
  });
});

const api = createApi({ logger: console, pages: { clear: () => undefined } } as unknown as ApiDeps);

test('no pattern of a route matches a part of a segment only', () => {
  // Hono adds `^` and `$` without a group, so that `a|b` would match `a…` and `…b`.
  const patterns = api.routes.flatMap(({ path }) => path.match(/\{.*\}/g) ?? []);
  expect(patterns.length).toBeGreaterThan(0);
  const withoutGroups = (pattern: string) => pattern.replace(/\[[^\]]*\]/g, '').replace(/\([^()]*\)/g, '');
  expect(patterns.filter((pattern) => withoutGroups(pattern).includes('|'))).toEqual([]);
});

test('every route outside of the contract is listed here with its access rule', () => {
  // New entries state why they need no permission of the table.
  const reviewed = [
    // The API description: no data of the newsroom.
    'GET /api/openapi.json',
    // Checks `audit.read` itself: a streamed file cannot be a procedure.
    'GET /api/audit.csv',
    // Checks `article.read` itself: a document is neither JSON nor of use without the editor.
    'GET /api/articles/:id/state',
    // The contract.
    'ALL /api/*',
    // Redirects of printed QR codes, to public portal pages and the newsroom's fanpages.
    'GET /q/:code',
    // Checks the session itself: readers get published pictures, the desk all.
    'GET /media/:id/:name{(?:[1-9][0-9]{0,4}\\.webp|og\\.jpg)}',
    // The portal: published content only, as on every page below it.
    'GET /portal',
    'GET /robots.txt',
  ];
  // Middleware of `app.use` is listed as ALL, too.
  const routes = [...new Set(api.routes.map(({ method, path }) => `${method} ${path}`))];
  const others = routes.filter((route) => !reviewed.includes(route) && !route.startsWith('ALL /'));
  expect(others.filter((route) => !route.startsWith('GET /portal/'))).toEqual([]);
  for (const route of reviewed) expect(routes).toContain(route);
});
