import type { OpenAPI } from '@orpc/contract';
import { type JSONSchema, OpenAPIGenerator } from '@orpc/openapi';
import { traverseContractProcedures } from '@orpc/server';
import { JSON_SCHEMA_REGISTRY, ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contentSchema } from '../../domain/contract/content-schema.ts';
import { contract } from '../../domain/contract/contract.ts';
import { errorStatus, fieldErrorCodes } from '../../domain/contract/errors.ts';
import { mayUse, type Permission } from '../../domain/permissions.ts';
import { problemType } from './problem.ts';

/** The contract as an OpenAPI 3.1 document, for clients in other languages. Generated once. */
export function openApiDocument(): Promise<object> {
  document ??= generate();
  return document;
}

let document: Promise<object> | undefined;

async function generate(): Promise<object> {
  const generator = new OpenAPIGenerator({
    // The one custom schema is described below; the default would be one that nothing satisfies.
    schemaConverters: [new ZodToJsonSchemaConverter({ unsupportedJsonSchema: {} })],
  });
  const made = await generator.generate(contract, {
    info: {
      title: 'Tòa Soạn',
      version: '1',
      description:
        'The editorial desk. Times are RFC 3339; lists are `{ items, nextCursor }`, the cursor goes back as `cursor`; ' +
        'errors are problem details (RFC 9457) with a `code`. Ids that do not exist and ids that this account may ' +
        'not know of are answered alike, with 404.',
    },
    servers: [{ url: '/api' }],
    components: { schemas: { Problem: problemSchema, Node: nodeSchema }, securitySchemes },
    customErrorResponseBodySchema: (errors) => ({ anyOf: errors.map(declaredProblem) }),
    security: [{ session: [] }],
  });
  for (const operations of Object.values(made.paths ?? {})) complete(operations);
  return { ...made, paths: { ...made.paths, ...exportPaths } };
}

/** The operations that need no session. */
const publicNames = new Set<string>();
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
  const { permission } = procedure['~orpc'].meta as { permission?: Permission };
  if (permission && mayUse(null, permission)) publicNames.add(path.join('.'));
});

/** Adds the default error response, and which operations need no session. */
function complete(operations: OpenAPI.PathItemObject | undefined): void {
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
    const operation = operations?.[method];
    if (!operation) continue;
    const { 204: empty, 302: redirect, ...responses } = operation.responses ?? {};
    const nothing = {
      ...(empty && { 204: { description: 'Done' } }),
      ...(redirect && { 302: { description: 'Redirect' } }),
    };
    const answers = Object.entries(responses).map(([status, response]) => [
      status,
      Number(status) < 400 ? response : asProblem(response),
    ]);
    Object.assign(operation, {
      responses: { ...Object.fromEntries(answers), ...nothing, default: refusal },
    });
    if (publicNames.has(operation.operationId ?? '')) operation.security = [];
    // A file is accepted only as a part of a form.
    const { content = {} } = (operation.requestBody ?? {}) as { content?: Record<string, object> };
    if ('multipart/form-data' in content) delete content['application/json'];
  }
}

/** The document schema, which JSON Schema cannot express, validates the body: see `detail` of the problem. */
const nodeSchema: OpenAPI.SchemaObject = {
  type: 'object',
  description: 'A ProseMirror node. The body of an article is one of the type `doc`.',
  required: ['type'],
  properties: {
    type: { type: 'string' },
    attrs: { type: 'object' },
    content: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
    marks: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type'],
        properties: { type: { type: 'string' }, attrs: { type: 'object' } },
      },
    },
    text: { type: 'string' },
  },
};
JSON_SCHEMA_REGISTRY.add(contentSchema.shape.body, { $ref: '#/components/schemas/Node' });

const problemRef = { $ref: '#/components/schemas/Problem' };

const refusal = { description: 'Refused', content: { [problemType]: { schema: problemRef } } };

/** The problem of a code with declared data. That of `invalid` is the member `fields`, which every problem may have. */
function declaredProblem([code, , isDataRequired, data]: readonly [string, string, boolean, JSONSchema]) {
  const properties = { code: { const: code }, ...(code !== 'invalid' && { data }) };
  const required = isDataRequired && code !== 'invalid' ? ['code', 'data'] : ['code'];
  return { allOf: [problemRef, { type: 'object' as const, properties, required }] };
}

/** oRPC describes its errors as JSON; the API answers with problem details. */
function asProblem(response: OpenAPI.ResponseObject | OpenAPI.ReferenceObject) {
  const { 'application/json': body = { schema: problemRef } } =
    'content' in response ? (response.content ?? {}) : {};
  return { description: 'Refused', content: { [problemType]: body } };
}

const problemSchema: OpenAPI.SchemaObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer', enum: [...new Set(Object.values(errorStatus))] },
    code: { type: 'string', enum: Object.keys(errorStatus) },
    detail: { type: 'string', description: 'For people who write programs; never translated.' },
    fields: {
      type: 'object',
      description: 'With `invalid`: the dotted path of each wrong field.',
      additionalProperties: { type: 'string', enum: [...fieldErrorCodes] },
    },
    data: { description: 'Declared with the operations that answer the code.' },
  },
};

const securitySchemes: Record<string, OpenAPI.SecuritySchemeObject> = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-toa-soan',
    description: 'Set by `POST /api/auth/sign-in/email`.',
  },
};

/** A file of any length is sent as it is read, which a procedure cannot. */
const exportPaths = {
  '/audit.csv': {
    get: {
      operationId: 'audit.export',
      tags: ['audit'],
      summary:
        'The audit log as a spreadsheet, newest first; takes the filters of the list. Is itself in the log',
      responses: {
        200: {
          description: 'UTF-8 with a byte order mark',
          content: { 'text/csv': { schema: { type: 'string' } } },
        },
        default: refusal,
      },
    },
  },
};
