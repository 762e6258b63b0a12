import { i18n } from '../../lib/i18n.ts';
import type { ProblemCode } from '../../lib/problem.ts';

/** What to say about an upload that failed, and what to do. */
export function uploadProblemText(code: ProblemCode): string {
  switch (code) {
    case 'too-large':
    case 'unsupported-image':
    case 'offline':
    case 'unauthenticated':
    case 'not-permitted':
    case 'throttled':
    case 'storage-full':
      return i18n.t(`media:upload.errors.${code}`);
    default:
      return i18n.t('media:upload.errors.other');
  }
}
