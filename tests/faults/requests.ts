import type { Problem } from '../../domain/contract/errors.ts';
import type { HashedContent } from '../../domain/document/content.ts';
import type { TransitionName } from '../../domain/workflow.ts';

/** A client of a server, with the session in the headers. */
export type Caller = { url: string; headers: Record<string, string> };

export type Answer<Body> = { status: number; body: Body };

export async function call<Body = Problem>(
  { url, headers }: Caller,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
}

/** The working copy's content, as this person gets it. */
export async function contentOf(caller: Caller, articleId: string): Promise<HashedContent> {
  const { status, body } = await call<HashedContent>(caller, 'GET', `/api/articles/${articleId}/content`);
  if (status !== 200) throw new Error(`No content: ${status} ${JSON.stringify(body)}`);
  return body;
}

type More = { contentHash?: string; note?: string; requestId?: string };

export const move = (caller: Caller, articleId: string, transition: TransitionName, more: More = {}) =>
  call<Problem>(caller, 'POST', `/api/articles/${articleId}/transitions`, { transition, ...more });
