import { traverseContractProcedures } from '@orpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from './contract.ts';

/** The objects of an input that accept unknown keys, by their paths. */
function looseObjects(schema: unknown, path: string): string[] {
  if (!(schema instanceof z.ZodType)) throw new Error(`${path} is no zod schema`);
  if (schema instanceof z.ZodObject) {
    const isStrict = schema.def.catchall instanceof z.ZodNever;
    const nested = Object.entries(schema.shape).flatMap(([key, value]) =>
      looseObjects(value, `${path}.${key}`),
    );
    return isStrict ? nested : [path, ...nested];
  }
  if (schema instanceof z.ZodRecord) return [path];
  if (schema instanceof z.ZodArray) return looseObjects(schema.element, `${path}[]`);
  if (schema instanceof z.ZodIntersection) {
    return [schema.def.left, schema.def.right].flatMap((side) => looseObjects(side, path));
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => looseObjects(option, path));
  if (schema instanceof z.ZodPipe) return looseObjects(schema.def.in, path);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return looseObjects(schema.def.innerType, path);
  }
  if (leaves.some((leaf) => schema instanceof leaf)) return [];
  throw new Error(`${path}: this test does not know ${schema.type}`);
}

const leaves = [
  z.ZodString,
  z.ZodStringFormat,
  z.ZodNumber,
  z.ZodBoolean,
  z.ZodEnum,
  z.ZodLiteral,
  z.ZodFile,
  z.ZodTransform,
  z.ZodCustom,
];

test('every object of an input refuses unknown keys', () => {
  const loose: string[] = [];
  let inputs = 0;
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    const { inputSchema, route } = procedure['~orpc'];
    if (!inputSchema) return;
    inputs += 1;
    const found = looseObjects(inputSchema, path.join('.'));
    // oRPC always passes `params`, `query`, `headers` and `body`; and a request has headers of all kinds.
    const isExempt = (at: string) => /^\w+\.\w+(\.headers)?$/.test(at);
    loose.push(...(route.inputStructure === 'detailed' ? found.filter((at) => !isExempt(at)) : found));
  });
  expect(inputs).toBeGreaterThan(30);
  // Providers add parameters of their own to the callback.
  expect(loose).toEqual(['singleSignOn.callback']);
});
