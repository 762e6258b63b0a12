import { beforeEach, describe, expect, test } from 'vitest';
import { demoUsers } from '../../mocks/newsroom/newsroom.ts';
import { hostUnderTest } from '../hosts/host.ts';

const host = await hostUnderTest();
beforeEach(() => host.reset());

const me = async (client: { fetch: typeof host.fetch }) => {
  const response = await client.fetch('/api/me');
  return response.ok ? ((await response.json()) as { email: string }).email : response.status;
};

describe(`the backend on ${host.kind}`, () => {
  test('reports its health, and the demo accounts', async () => {
    const response = await host.fetch('/api/health');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      demo: { accounts: demoUsers.map(({ email, name, role }) => ({ email, name, role })) },
    });
  });

  test('isolates sessions: each request has the session of its sender', async () => {
    const journalist = await host.as('phongvien@demo.test');
    const editor = await host.as('bientap@demo.test');
    expect(await me(journalist)).toBe('phongvien@demo.test');
    expect(await me(editor)).toBe('bientap@demo.test');
    expect(await me(host)).toBe(401);
  });

  test('uses the injected clock', async () => {
    const at = new Date('2026-03-11T07:06:00.000Z');
    const journalist = await host.as('phongvien@demo.test');
    host.clock.set(at);
    const created = await journalist.fetch('/api/articles', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await created.json()).toMatchObject({ createdAt: at.toISOString() });
  });

  test('is empty after a reset, with nobody signed in', async () => {
    const before = await host.as('quantri@demo.test');
    await host.reset();
    expect(await me(before)).toBe(401);
    const after = await host.as('quantri@demo.test');
    const list = await after.fetch('/api/articles');
    expect(await list.json()).toEqual({ items: [], nextCursor: null, suggestion: null });
  });
});
