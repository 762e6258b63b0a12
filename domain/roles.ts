/** In ascending order: an admin has all permissions of an editor. */
export const roles = ['journalist', 'editor', 'admin'] as const;

export type Role = (typeof roles)[number];

/** A signed-in account that is not suspended. */
export type Actor = { id: string; role: Role };

/** Whether the role approves the work of others. */
export function isEditor(role: Role): boolean {
  return role === 'editor' || role === 'admin';
}
