import { minifyContractRouter } from '@orpc/contract';
import { traverseContractProcedures } from '@orpc/server';
import { expect, test } from 'vitest';
import { contract } from '../../domain/contract/contract.ts';

/*
 * The browser calls procedures by their routes and does not load the contract, whose zod schemas are a sixth of what it
 * would load before the first list. After a change of the contract:
 * `npx vitest run --project src src/lib/contract-routes.test.ts -u`
 */
test('contract-routes.json has the route of every procedure', async () => {
  const routes = minifyContractRouter(contract);
  traverseContractProcedures({ router: routes, path: [] }, ({ contract: procedure }) => {
    const { method, path, inputStructure } = procedure['~orpc'].route;
    procedure['~orpc'].route = { method, path, inputStructure };
    procedure['~orpc'].meta = {};
  });
  await expect(`${JSON.stringify(routes, null, 2)}\n`).toMatchFileSnapshot('./contract-routes.json');
});
