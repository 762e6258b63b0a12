import type { Assets } from './frame-document.ts';

/** Fetches with this browser's session what a preview shows. What failed is tried again the next time. */
export function fetchedAssets(): Assets {
  const known = new Map<string, Promise<string>>();
  const once = (url: string, read: (response: Response) => Promise<string>) => {
    const found = known.get(url);
    if (found) return found;
    const asked = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return read(response);
    });
    known.set(url, asked);
    asked.catch(() => known.delete(url));
    return asked;
  };
  return {
    text: (url) => once(url, (response) => response.text()),
    data: (url) => once(url, async (response) => dataUrl(await response.blob())),
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
