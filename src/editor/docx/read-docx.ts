import { limits } from '../../../domain/limits.ts';
import type { DocxSource } from './convert-docx.ts';
import { DocxProblem } from './docx-package.ts';
import type { DocxAnswer } from './docx-worker.ts';

/**
 * Reads a Word file in a worker, which ends with the answer or at the time limit.
 *
 * @throws DocxProblem
 */
export function readDocx(file: File): Promise<DocxSource> {
  if (file.size > limits.docxMaxBytes) return Promise.reject(new DocxProblem('too-large'));
  const worker = new Worker(new URL('./docx-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<DocxSource>((resolve, reject) => {
    timer = setTimeout(() => reject(new DocxProblem('too-slow')), limits.docxMaxSeconds * 1000);
    worker.onmessage = ({ data }: MessageEvent<DocxAnswer>) => {
      if ('source' in data) resolve(data.source);
      else reject(new DocxProblem(data.problem));
    };
    worker.onerror = () => reject(new DocxProblem('unavailable'));
    worker.postMessage(file);
  }).finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
