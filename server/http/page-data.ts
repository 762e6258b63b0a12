import { articleSorts, articleViews } from '../../domain/contract/article-views.ts';
import { defaultView, listPageSize, type PageResponse, responseKey } from '../../domain/page-data.ts';
import type { Role } from '../../domain/roles.ts';

/** What a page needs from the API. The cookies that the session's response sets are the page's. */
export type PageData = { setCookies: string[]; responses: Promise<PageResponse[]> };

const onEveryPage = ['/api/newsroom', '/api/categories', '/api/people'];

/** A page without its data asks for it itself, so a slow database does not hold the page back. */
const dataMaxMs = 3_000;

/**
 * Reads what the article list or an article's page requests first, for the page to carry. It asks the API, with the
 * person's cookies, so the same permissions hold; what is refused is left out, except the session.
 *
 * @param get fetches a path of the API.
 * @returns null for pages that carry none.
 */
export async function readPageData(
  url: URL,
  get: (path: string) => Promise<Response>,
): Promise<PageData | null> {
  const paths = pathsOf(url);
  if (!paths) return null;
  const session = await Promise.race([get('/api/me'), inTime(null)]);
  if (!session) return null;
  const me = await toPageResponse('/api/me', session);
  const setCookies = session.headers.getSetCookie();
  // Without a session the page redirects to the sign-in page, without asking for the session.
  if (session.status !== 200)
    return { setCookies, responses: Promise.resolve(session.status === 401 ? [me] : []) };

  const { role } = me.body as { role: Role };
  const others = Promise.all(
    [...onEveryPage, ...paths(role)].map(async (path) => toPageResponse(path, await get(path))),
  ).catch(() => []);
  const responses = Promise.race([others, inTime([])]).then((found) => [
    me,
    ...found.filter(({ status }) => status === 200),
  ]);
  return { setCookies, responses };
}

/** Searches, filters and other orders come the ordinary way. */
function pathsOf({ pathname, searchParams }: URL): ((role: Role) => string[]) | null {
  const article = /^\/articles\/([\w-]+)$/.exec(pathname)?.[1];
  if (article) return () => [`/api/articles/${article}`];
  if (pathname !== '/' && pathname !== '/articles') return null;
  return (role) => {
    const forList = ['/api/articles/counts', '/api/account'];
    const [view, sort] = [searchParams.get('view'), searchParams.get('sort')];
    const isSimple = [...searchParams.keys()].every((name) => name === 'view' || name === 'sort');
    if (!isSimple) return forList;
    const query = new URLSearchParams({
      view: articleViews.find((one) => one === view) ?? defaultView(role),
      sort: articleSorts.find((one) => one === sort && one !== 'relevance') ?? 'updated',
      limit: String(listPageSize),
    });
    return [...forList, `/api/articles?${query}`];
  };
}

async function toPageResponse(path: string, response: Response): Promise<PageResponse> {
  const body: unknown = await response.json();
  return { path: responseKey(new URL(path, 'http://desk.invalid')), status: response.status, body };
}

const inTime = <Value>(value: Value) =>
  new Promise<Value>((resolve) => {
    setTimeout(() => resolve(value), dataMaxMs).unref();
  });
