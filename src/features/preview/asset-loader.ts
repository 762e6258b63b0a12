import type { AssetLoader } from './frame-document.ts';

/** Fetches assets of a preview with this browser's session, each once. A failed request is repeated on the next call. */
export function createAssetLoader(): AssetLoader {
  const requests = new Map<string, Promise<string>>();
  const fetchOnce = (url: string, read: (response: Response) => Promise<string>) => {
    const existing = requests.get(url);
    if (existing) return existing;
    const request = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return read(response);
    });
    requests.set(url, request);
    request.catch(() => requests.delete(url));
    return request;
  };
  return {
    text: (url) => fetchOnce(url, (response) => response.text()),
    data: (url) => fetchOnce(url, async (response) => dataUrl(await response.blob())),
  };
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('A file could not be read'));
    reader.readAsDataURL(blob);
  });
}
