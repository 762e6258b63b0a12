import { limits } from '../../domain/limits.ts';
import { i18n } from '../lib/i18n.ts';
import type { ProblemCode } from '../lib/problem.ts';

/** `image/*` instead of a list of types: only then does a phone offer its camera. */
const acceptedTypes = 'image/*';

/** Opens the file picker. @returns the chosen files in their order; none when the picker was closed. */
export function chooseImageFiles({ multiple }: { multiple: boolean }): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = acceptedTypes;
    input.multiple = multiple;
    input.hidden = true;
    const finish = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', finish);
    input.addEventListener('cancel', finish);
    // Some phones drop a detached input while their camera is open.
    document.body.append(input);
    input.click();
  });
}

/**
 * Checks a file before it is sent, to spare a wait. The server judges by content.
 *
 * @returns an error code of `domain/contract/errors.ts`, or null when the file may be an image.
 */
export function imageFileProblem(file: File): 'too-large' | 'unsupported-image' | null {
  if (!isImageFile(file) || file.size === 0) return 'unsupported-image';
  return file.size > limits.imageMaxBytes ? 'too-large' : null;
}

const imageExtension = /\.(jpe?g|jfif|png|webp|avif|gif)$/i;

/** Whether type, or name where the type is missing, is that of a supported image format. */
export function isImageFile(file: File): boolean {
  return file.type === ''
    ? imageExtension.test(file.name)
    : /^image\/(jpe?g|png|webp|avif|gif)$/.test(file.type);
}

/** The message for a failed upload: the reason and the next step. */
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
