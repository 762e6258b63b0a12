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
    saveRevision: at('POST', '/articles/{id}/revisions'),
    restoreRevision: at('POST', '/articles/{id}/revisions/{revisionId}/restore'),
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
  uploads: {
    create: at('POST', '/uploads', 'detailed'),
    look: at('GET', '/uploads/{id}'),
    append: at('PATCH', '/uploads/{id}', 'detailed'),
    remove: at('DELETE', '/uploads/{id}'),
    finish: at('POST', '/uploads/{id}/media'),
  },
  categories: {
    list: at('GET', '/categories'),
    counts: at('GET', '/categories/counts'),
    create: at('POST', '/categories'),
    update: at('PATCH', '/categories/{id}', 'detailed'),
    move: at('POST', '/categories/{id}/move', 'detailed'),
    merge: at('POST', '/categories/{id}/merge', 'detailed'),
    remove: at('DELETE', '/categories/{id}', 'detailed'),
  },
  newsroom: {
    get: at('GET', '/newsroom'),
    update: at('PATCH', '/newsroom', 'detailed'),
  },
  fanpages: {
    list: at('GET', '/fanpages'),
    create: at('POST', '/fanpages'),
    update: at('PATCH', '/fanpages/{id}', 'detailed'),
    move: at('POST', '/fanpages/{id}/move'),
    remove: at('DELETE', '/fanpages/{id}', 'detailed'),
    check: at('POST', '/fanpages/{id}/check'),
    scans: at('GET', '/fanpages/{id}/scans'),
    shortAddress: at('GET', '/short-address'),
  },
  portal: {
    articles: at('GET', '/portal/articles'),
    article: at('GET', '/portal/articles/{id}'),
    categories: at('GET', '/portal/categories'),
    fanpages: at('GET', '/portal/fanpages'),
  },
  previews: {
    show: at('GET', '/articles/{id}/preview'),
    links: at('GET', '/articles/{id}/preview-links'),
    createLink: at('POST', '/articles/{id}/preview-links'),
    revokeLink: at('DELETE', '/articles/{id}/preview-links/{linkId}'),
  },
  accounts: {
    list: at('GET', '/accounts'),
    update: at('PATCH', '/accounts/{id}'),
    suspend: at('POST', '/accounts/{id}/suspend'),
    resume: at('POST', '/accounts/{id}/resume'),
    resetLink: at('POST', '/accounts/{id}/reset-link'),
    invitations: at('GET', '/invitations'),
    invite: at('POST', '/invitations'),
    renewInvitation: at('POST', '/invitations/{id}/renew'),
    revokeInvitation: at('DELETE', '/invitations/{id}'),
  },
  accountLinks: {
    look: at('POST', '/account-links/look'),
    use: at('POST', '/account-links/use'),
  },
  audit: { list: at('GET', '/audit') },
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
