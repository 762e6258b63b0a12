import type { TFunction } from 'i18next';
import type { Revision } from '../../../domain/contract/revisions.ts';

/** What people call a revision: its own name, or why it was kept. */
export function versionLabel(t: TFunction<'revisions'>, { name, reason }: Revision): string {
  return name ?? t(`reason.${reason}`);
}
