import type { TFunction } from 'i18next';
import type { Revision } from '../../../domain/contract/revisions.ts';

/** The name of a revision, or the reason why it was saved. */
export function versionLabel(t: TFunction<'revisions'>, { name, reason }: Revision): string {
  return name ?? t(`reason.${reason}`);
}
