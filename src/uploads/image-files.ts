import { limits } from '../../domain/limits.ts';
import { chooseFiles } from '../lib/choose-files.ts';
import { i18n } from '../lib/i18n.ts';
import type { ProblemCode } from '../lib/problem.ts';

/** `image/*` instead of a list of types: only then does a phone offer its camera. */
const acceptedTypes = 'image/*';

/** Opens the file picker. @returns the chosen files in their order; none when the picker was closed. */
export function chooseImageFiles({ multiple }: { multiple: boolean }): Promise<File[]> {
  return chooseFiles({ accept: acceptedTypes, multiple });
}

/**
 * Checks a file before it is sent, to spare a wait. The server judges by content.
 *
 * @returns an error code, or null when the file may be an image.
 */
export function imageFileProblem(file: File): 'too-large' | 'unsupported-image' | null {
  if (!isImageFile(file) || file.size === 0) return 'unsupported-image';
  return file.size > limits.imageMaxBytes ? 'too-large' : null;
}

const imageExtension = /\.(jpe?g|jfif|png|webp|avif|gif|tiff?|hei[cf]s?|hif)$/i;

/** Whether type, or name where the type is missing, is that of a supported image format. HEIC is converted. */
export function isImageFile(file: File): boolean {
  return file.type === ''
    ? imageExtension.test(file.name)
    : /^image\/(jpe?g|png|webp|avif|gif|tiff|hei[cf](-sequence)?)$/.test(file.type);
}

/** Whether the server refused the file itself, so that sending it again is pointless. */
export function isRefusedFile(code: ProblemCode): boolean {
  return refusals.has(code);
}

const refusals = new Set<ProblemCode>([
  'too-large',
  'too-many-pixels',
  'too-many-frames',
  'unsupported-image',
  'decode-timeout',
  'needs-server',
  'remote-forbidden',
  'remote-unreachable',
  'file-changed',
  'heic-image',
]);

const limitsInTexts = {
  megabytes: limits.imageMaxBytes / 1024 / 1024,
  megapixels: limits.imageMaxPixels / 1_000_000,
  side: limits.imageMaxSide,
  frames: limits.imageMaxFrames,
};

/** The message for a failed upload: the reason and the next step. */
export function uploadProblemText(code: ProblemCode): string {
  switch (code) {
    case 'too-large':
    case 'unsupported-image':
    case 'too-many-pixels':
    case 'too-many-frames':
    case 'decode-timeout':
    case 'needs-server':
    case 'remote-forbidden':
    case 'remote-unreachable':
    case 'file-changed':
    case 'heic-image':
    case 'offline':
    case 'unauthenticated':
    case 'not-permitted':
    case 'throttled':
    case 'storage-full':
      return i18n.t(`media:upload.errors.${code}`, limitsInTexts);
    default:
      return i18n.t('media:upload.errors.other');
  }
}
