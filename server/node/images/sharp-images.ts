import type { ImageMetadata } from '../../images/image-metadata.ts';
import {
  type DecodeJob,
  type ImageTools,
  InvalidImageError,
  type RenderedImage,
} from '../../images/image-tools.ts';
import { decoderPool } from './decoder-pool.ts';
import type { DecoderTask } from './decoder-process.ts';
import { fairQueue } from './fair-queue.ts';

export type SharpOptions = {
  /** After this time a task of the fast lane moves to the slow lane. */
  fastMaxMs?: number;
  /** After this time a task fails with `decode-timeout`. */
  slowMaxMs?: number;
};

const megabyte = 1024 * 1024;

/** A browser finishes two uploads at a time. */
const waiting = { maxWaiting: 40, maxOwnerBytes: 128 * megabyte, maxBytes: 384 * megabyte };

/** Pixels of all frames, up to which a picture is tried in the fast lane: those of an ordinary photograph. */
const fastMaxPixels = 16_000_000;

/**
 * Image tools in Node, by libvips, in separate processes.
 *
 * There are two lanes, each with its queue. Every picture of ordinary size begins in the fast lane. The number of pixels
 * does not bound the time to decode them (progressive scans, filters), so what takes long there is ended and begins anew
 * in the slow lane, at a lower priority: expensive pictures wait for each other, and nobody else for them. A picture of
 * 80 million pixels takes up to 600 MB, so few are decoded in parallel.
 */
export function sharpImages({ fastMaxMs = 2_000, slowMaxMs = 40_000 }: SharpOptions = {}): ImageTools {
  const fast = {
    pool: decoderPool(5),
    queue: fairQueue({ slots: 4, ...waiting }),
  };
  const slow = {
    pool: decoderPool(10),
    queue: fairQueue({ slots: 2, ...waiting }),
  };

  async function decode(task: DecoderTask, bytes: number, { owner, pixels }: DecodeJob): Promise<unknown> {
    if (pixels <= fastMaxPixels) {
      try {
        return await fast.queue.run(owner, bytes, () => fast.pool.run(task, fastMaxMs));
      } catch (error) {
        if (!isTimeout(error)) throw error;
      }
    }
    return slow.queue.run(owner, bytes, () => slow.pool.run(task, slowMaxMs));
  }

  return {
    async render(bytes, job) {
      return (await decode({ kind: 'render', bytes }, bytes.byteLength, job)) as RenderedImage;
    },
    async card(bytes) {
      const job = { owner: cardOwner, pixels: 0 };
      return (await decode({ kind: 'card', bytes }, bytes.byteLength, job)) as Uint8Array<ArrayBuffer>;
    },
    async metadata(blocks, { owner }) {
      const bytes = blocks.reduce((sum, block) => sum + block.bytes.byteLength, 0);
      // Never tried again in the slow lane: a picture is taken without its metadata.
      const read = fast.queue.run(owner, bytes, () => fast.pool.run({ kind: 'metadata', blocks }, fastMaxMs));
      return (await read) as ImageMetadata;
    },
  };
}

/** Readers' requests make cards: together they have the share of one person. */
const cardOwner = 'cards';

const isTimeout = (error: unknown) => error instanceof InvalidImageError && error.code === 'decode-timeout';
