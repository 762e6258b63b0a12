import { AwsClient } from 'aws4fetch';
import { assertKey, type FileStore, StorageError } from './file-store.ts';

export type S3Options = {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  /** `https://s3.example.com`, without the bucket. */
  endpoint: string;
  bucket: string;
};

const timeoutMs = 30_000;

/** A file store in an S3-compatible service, with path-style addresses (`endpoint/bucket/key`). */
export function s3Files({ endpoint, bucket, ...credentials }: S3Options): FileStore {
  const client = new AwsClient({ ...credentials, service: 's3', retries: 0 });

  async function send(
    key: string,
    method: 'GET' | 'PUT' | 'DELETE',
    body: Uint8Array<ArrayBuffer> | null = null,
  ): Promise<Response> {
    assertKey(key);
    const url = new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${key}`);
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      return await client.fetch(url, { method, body, signal, redirect: 'error' });
    } catch (error) {
      throw new StorageError('unavailable', `no answer: ${key}`, error);
    }
  }

  return {
    async put(key, bytes) {
      const answer = await send(key, 'PUT', bytes);
      if (!answer.ok) throw await refusalOf(answer, key);
      await answer.body?.cancel();
    },
    async get(key) {
      const answer = await send(key, 'GET');
      if (answer.status === 404) {
        const refusal = await answer.text();
        // A missing bucket is a configuration error, not a missing file.
        if (refusal.includes('NoSuchBucket')) throw new StorageError('unavailable', `no bucket ${bucket}`);
        return null;
      }
      if (!answer.ok) throw await refusalOf(answer, key);
      try {
        return new Uint8Array(await answer.arrayBuffer());
      } catch (error) {
        throw new StorageError('unavailable', `cut short: ${key}`, error);
      }
    },
    async delete(key) {
      const answer = await send(key, 'DELETE');
      if (!answer.ok && answer.status !== 404) throw await refusalOf(answer, key);
      await answer.body?.cancel();
    },
  };
}

async function refusalOf(answer: Response, key: string): Promise<StorageError> {
  const text = await answer.text().catch(() => '');
  const reason = /<Code>(\w{1,80})<\/Code>/.exec(text)?.[1] ?? '';
  const isFull = answer.status === 507 || /quota|storagefull|insufficientstorage/i.test(reason);
  return new StorageError(isFull ? 'storage-full' : 'unavailable', `${answer.status} ${reason}: ${key}`);
}
