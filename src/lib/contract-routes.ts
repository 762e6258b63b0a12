import type { contract } from '../../domain/contract/contract.ts';

/**
 * Where each procedure of the contract is found. The contract itself says so too, but it carries its zod schemas,
 * a sixth of all that a browser would load before it shows the list; the client needs only these lines.
 * `contract-routes.test.ts` holds them to the contract.
 */
export const contractRoutes = {
  session: {
    health: at('GET', '/health'),
    me: at('GET', '/me'),
    setup: at('POST', '/setup'),
    people: at('GET', '/people'),
    bylines: at('GET', '/bylines'),
  },
  articles: {
    list: at('GET', '/articles'),
    counts: at('GET', '/articles/counts'),
    create: at('POST', '/articles'),
    get: at('GET', '/articles/{id}'),
    update: at('PATCH', '/articles/{id}', 'detailed'),
    trash: at('DELETE', '/articles/{id}'),
    transition: at('POST', '/articles/{id}/transitions'),
    history: at('GET', '/articles/{id}/history'),
    revisions: at('GET', '/articles/{id}/revisions'),
    revision: at('GET', '/articles/{id}/revisions/{revisionId}'),
    content: at('GET', '/articles/{id}/content'),
    putContent: at('PUT', '/articles/{id}/content'),
  },
  media: {
    list: at('GET', '/media'),
    credits: at('GET', '/media/credits'),
    create: at('POST', '/media'),
    get: at('GET', '/media/{id}'),
    update: at('PATCH', '/media/{id}'),
  },
  categories: {
    list: at('GET', '/categories'),
    create: at('POST', '/categories'),
    update: at('PATCH', '/categories/{id}'),
    remove: at('DELETE', '/categories/{id}'),
  },
} satisfies Routes<typeof contract>;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Routes<Router> = {
  [Name in keyof Router]: Router[Name] extends { '~orpc': unknown }
    ? ReturnType<typeof at>
    : Routes<Router[Name]>;
};

function at(method: Method, path: `/${string}`, inputStructure?: 'detailed') {
  return {
    '~orpc': { errorMap: {}, meta: {}, route: { method, path, ...(inputStructure && { inputStructure }) } },
  };
}
