/** The roles of the desk, from the least to the most powerful. An admin may do all that an editor may. */
export const roles = ['journalist', 'editor', 'admin'] as const;

export type Role = (typeof roles)[number];

/** Who asks: an account of this newsroom, signed in and not suspended. */
export type Actor = { id: string; role: Role };

/** Whether the role approves the work of others. */
export function isEditor(role: Role): boolean {
  return role === 'editor' || role === 'admin';
}
