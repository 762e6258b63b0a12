import { traverseContractProcedures } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { contract } from '../../domain/contract/contract.ts';
import { partType } from '../../domain/contract/uploads.ts';
import { type Permission, permissions } from '../../domain/permissions.ts';
import type { ApiDeps } from '../../server/context.ts';
import { createApi } from '../../server/http/api.ts';
import { router } from '../../server/procedures/router.ts';
import { anonymous, type Desk, nobodysId, read, signedIn, startAfresh } from './desk.ts';

startAfresh();

type Walked = {
  name: string;
  method: string;
  path: string;
  permission: Permission | undefined;
};

function walk(start: typeof contract | typeof router): Walked[] {
  const found: Walked[] = [];
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

const procedures = walk(contract);

test('every procedure declares a permission in its contract', () => {
  const silent = procedures.filter(
    ({ permission }) => !permission || !Object.hasOwn(permissions, permission),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
  expect(procedures.length).toBeGreaterThan(20);
});

test('the implemented procedures and their permissions are exactly those of the contract', () => {
  const implemented = walk(router);
  const brief = (list: Walked[]) => list.map(({ name, permission }) => `${name}: ${permission}`).sort();
  expect(brief(implemented)).toEqual(brief(procedures));
});

test('every permission is used by some procedure', () => {
  const asked = new Set(procedures.map(({ permission }) => permission));
  expect(Object.keys(permissions).filter((name) => !asked.has(name as Permission))).toEqual([]);
});

describe('the permission check of each procedure', () => {
  const call = async (desk: Desk, { method, path }: Walked) => {
    const address = `/api${path.replace(/\{\w+\}/g, nobodysId)}`;
    const isUpload = method === 'POST' && path === '/media';
    const isPart = method === 'PATCH' && path === '/uploads/{id}';
    const body = isUpload ? new FormData() : '{}';
    const type = isPart ? partType : 'application/json';
    const response = await desk.fetch(address, {
      method,
      ...(method !== 'GET' && { body }),
      ...(method !== 'GET' && !isUpload && { headers: { 'content-type': type } }),
    });
    return read(response);
  };
  const closed = procedures.filter(({ permission }) => permission && permissions[permission] !== 'public');
  const isForRoles = ({ permission }: Walked) => permission && Array.isArray(permissions[permission]);

  test('responds 401 without a session, before anything else', async () => {
    for (const procedure of closed) {
      const { status, body } = await call(anonymous, procedure);
      expect([procedure.name, status, body.code]).toEqual([procedure.name, 401, 'unauthenticated']);
    }
  });

  test('responds 403 without the role', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    for (const procedure of closed.filter(isForRoles)) {
      for (const desk of [journalist, editor]) {
        const { status, body } = await call(desk, procedure);
        expect([procedure.name, status, body?.code]).toEqual([procedure.name, 403, 'not-permitted']);
      }
    }
  });
});

test('every route outside of the contract is listed here with its access rule', () => {
  // To add one, say why it needs no permission of the table.
  const reviewed = [
    // Describes the API; holds nothing of this newsroom.
    'GET /api/openapi.json',
    // Need a password or a session of their own accord; throttled.
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/auth/revoke-sessions',
    // Asks for `audit.read` itself: a file of any length is no procedure.
    'GET /api/audit.csv',
    // The contract.
    'ALL /api/*',
    // Where printed codes lead: what readers may see anyway, and the newsroom's own pages elsewhere.
    'GET /q/:code',
    // Asks the session itself: readers get pictures of what is published, the desk all.
    'GET /media/:id/:name{[1-9][0-9]{0,4}\\.webp|og\\.jpg}',
    // The readers' front page; with all below it, what is published and nothing else.
    'GET /portal',
    'GET /robots.txt',
  ];
  const api = createApi({ logger: console, pages: { clear: () => undefined } } as unknown as ApiDeps);
  // Middleware of `app.use` stands in the list as ALL too, on the same patterns.
  const routes = [...new Set(api.routes.map(({ method, path }) => `${method} ${path}`))];
  const others = routes.filter((route) => !reviewed.includes(route) && !route.startsWith('ALL /'));
  expect(others.filter((route) => !route.startsWith('GET /portal/'))).toEqual([]);
  for (const route of reviewed) expect(routes).toContain(route);
});
