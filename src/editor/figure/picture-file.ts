import { limits } from '../../../domain/limits.ts';

const pictureExtension = /\.(jpe?g|jfif|png|webp|avif|gif)$/i;

/**
 * What can be told of a file without sending it. The server judges by content; this only spares a wait.
 *
 * @returns the code of `domain/contract/errors.ts`, or null when it may be a picture.
 */
export function obviousProblem(file: File): 'too-large' | 'unsupported-image' | null {
  if (!isPerhapsPicture(file) || file.size === 0) return 'unsupported-image';
  return file.size > limits.imageMaxBytes ? 'too-large' : null;
}

/** Whether the browser takes it for a picture that we can read. A file without a type is judged by its name. */
export function isPerhapsPicture(file: File): boolean {
  return file.type === ''
    ? pictureExtension.test(file.name)
    : /^image\/(jpe?g|png|webp|avif|gif)$/.test(file.type);
}
