import { expect, test } from 'vitest';
import { contract } from '../../domain/contract/contract.ts';
import { contractRoutes } from './contract-routes.ts';

test('the browser asks for every procedure where the contract puts it', () => {
  expect(routesOf(contractRoutes)).toEqual(routesOf(contract));
});

type Leaf = {
  '~orpc': { route: { method?: string; path?: string; inputStructure?: string; outputStructure?: string } };
};

function routesOf(router: object, prefix = ''): string[] {
  return Object.entries(router)
    .flatMap(([name, value]: [string, object]) => {
      if (!isLeaf(value)) return routesOf(value, `${prefix}${name}.`);
      const { method, path, inputStructure = 'compact', outputStructure = 'compact' } = value['~orpc'].route;
      return `${prefix}${name}: ${method} ${path} ${inputStructure} ${outputStructure}`;
    })
    .sort();
}

function isLeaf(value: object): value is Leaf {
  return '~orpc' in value;
}
