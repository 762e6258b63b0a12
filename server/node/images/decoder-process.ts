import { type ImageErrorCode, InvalidImageError } from '../../images/image-tools.ts';
import type { MetadataBlock } from '../../images/metadata-blocks.ts';
import { makeCard, makeRenditions } from './renditions.ts';

/*
 * The process that decodes uploaded pictures, one at a time: see decoder-pool.ts.
 */

export type DecoderTask =
  | { kind: 'render'; bytes: Uint8Array }
  | { kind: 'card'; bytes: Uint8Array }
  | { kind: 'metadata'; blocks: MetadataBlock[] };

export type DecoderAnswer =
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; code: ImageErrorCode | null; message: string };

process.on('message', async (task: DecoderTask) => {
  process.send?.(await answer(task));
});
// The server has ended. A normal exit would wait for the decoding threads.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Service managers and terminals send these to all processes of a service. The server ends its decoders when it has
// finished the requests that it has begun.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
process.send?.('ready');

async function answer(task: DecoderTask): Promise<DecoderAnswer> {
  try {
    return { kind: 'done', result: await perform(task) };
  } catch (error) {
    const code = error instanceof InvalidImageError ? error.code : null;
    return { kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
  }
}

async function perform(task: DecoderTask): Promise<unknown> {
  if (task.kind === 'metadata') {
    const { readImageMetadata } = await import('../../images/image-metadata.ts');
    return readImageMetadata(task.blocks);
  }
  return task.kind === 'card' ? makeCard(task.bytes) : makeRenditions(task.bytes);
}
