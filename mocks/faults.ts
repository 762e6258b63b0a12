import { problemResponse } from '../server/http/problem.ts';

/**
 * Fault injection, for development and tests.
 *
 * - `slow`: every response is delayed by two seconds.
 * - `offline`: requests fail, WebSockets close.
 * - `500`: the API fails, except sign-in.
 * - `409`: the next transition conflicts with a change by another user.
 * - `expired`: the session has expired; signing in resets this fault.
 */
const faultNames = ['slow', 'offline', '500', '409', 'expired'] as const;
export type FaultName = (typeof faultNames)[number];

export type Faults = {
  set(name: FaultName, isOn: boolean): void;
  has(name: FaultName): boolean;
  /** The active faults. */
  list(): FaultName[];
  clear(): void;
  /** Calls `listener` after every change. */
  onChange(listener: () => void): void;
};

export function createFaults(initial: readonly FaultName[] = []): Faults {
  const on = new Set<FaultName>(initial);
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    set(name, isOn) {
      if (on.has(name) === isOn) return;
      if (isOn) on.add(name);
      else on.delete(name);
      changed();
    },
    has: (name) => on.has(name),
    list: () => faultNames.filter((name) => on.has(name)),
    clear() {
      on.clear();
      changed();
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}

/** Parses a list such as `slow,offline`; ignores unknown names. */
export function parseFaults(list: string): FaultName[] {
  const names = list.split(',');
  return faultNames.filter((name) => names.includes(name));
}

const slowMs = 2_000;

/**
 * Answers a request, subject to the active faults.
 *
 * @param answer the backend.
 */
export async function answerWithFaults(
  faults: Faults,
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (faults.has('slow')) await new Promise((resolve) => setTimeout(resolve, slowMs));
  if (faults.has('offline')) return Response.error();
  const { pathname } = new URL(request.url);
  const isAuth = pathname.startsWith('/api/auth/');
  if (faults.has('500') && pathname.startsWith('/api/') && !isAuth && pathname !== '/api/health') {
    return problemResponse('internal');
  }
  if (faults.has('expired') && isAuth) faults.set('expired', false);
  if (faults.has('409') && request.method === 'POST' && pathname.endsWith('/transitions')) {
    faults.set('409', false);
    return answerAsConflict(request, answer);
  }
  return answer(request);
}

/** Sends the request with another content hash, so that the backend itself returns the conflict. */
async function answerAsConflict(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const body: unknown = await request.clone().json();
  if (typeof body !== 'object' || body === null || !('contentHash' in body))
    return problemResponse('wrong-stage');
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return answer(
    new Request(request.url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...body, contentHash: '0'.repeat(64) }),
    }),
  );
}
