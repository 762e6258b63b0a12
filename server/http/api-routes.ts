import { traverseContractProcedures } from '@orpc/server';
import { contract } from '../../domain/contract/contract.ts';
import type { Permission } from '../../domain/permissions.ts';

type ApiRoute = {
  method: string;
  pattern: RegExp;
  permission: Permission;
};

/** The routes of the contract. */
const apiRoutes: ApiRoute[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure }) => {
  const { route, meta } = procedure['~orpc'];
  const { method = 'POST', path = '' } = route;
  const { permission } = meta as { permission: Permission };
  apiRoutes.push({ method, permission, pattern: new RegExp(`^/api${path.replace(/\{\w+\}/g, '[^/]+')}/?$`) });
});

/** The routes at a path, one for each method. */
export function apiRoutesAt(pathname: string): ApiRoute[] {
  return apiRoutes.filter(({ pattern }) => pattern.test(pathname));
}
