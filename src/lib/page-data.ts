import { type PageResponse, pageDataId, responseKey } from '../../domain/page-data.ts';

/** Data of a page that was opened longer ago are read again. */
const maxAgeMs = 10_000;
const startedAtMs = performance.now();

let responses: Map<string, PageResponse> | undefined;

/** Takes the response to a request from the page, once. Undefined where the page carries none. */
export function takePageResponse({ method, url }: Request): Response | undefined {
  if (method !== 'GET') return undefined;
  responses ??= readPage();
  const key = responseKey(new URL(url));
  const found = responses.get(key);
  responses.delete(key);
  if (!found || performance.now() - startedAtMs > maxAgeMs) return undefined;
  return Response.json(found.body, { status: found.status });
}

/** Whether the page carries responses. */
export function hasPageResponses(): boolean {
  responses ??= readPage();
  return responses.size > 0;
}

function readPage(): Map<string, PageResponse> {
  const block = document.getElementById(pageDataId);
  const carried: PageResponse[] = JSON.parse(block?.textContent || '[]');
  block?.remove();
  return new Map(carried.map((response) => [response.path, response]));
}
