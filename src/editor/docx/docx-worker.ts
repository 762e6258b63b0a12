import { convertDocx, type DocxSource } from './convert-docx.ts';
import { DocxProblem, type DocxProblemCode } from './docx-package.ts';

export type DocxAnswer = { source: DocxSource } | { problem: DocxProblemCode };

/** Reads a Word file off the main thread, where it can be stopped. */
addEventListener('message', async ({ data }: MessageEvent<File>) => {
  postMessage(await answer(data));
});

async function answer(file: File): Promise<DocxAnswer> {
  try {
    return { source: await convertDocx(new Uint8Array(await file.arrayBuffer())) };
  } catch (error) {
    // Without a code: the file was deleted or changed since it was chosen.
    return { problem: error instanceof DocxProblem ? error.code : 'damaged' };
  }
}
