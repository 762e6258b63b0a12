import { neededFaces } from './font-faces.ts';

/*
 * The reader's page, made to stand alone. It is shown in a frame without scripts and without an origin, which could
 * fetch nothing that needs a session; so everything that it needs is put inside: styles as text, pictures and fonts
 * as `data:`. Its own policy then forbids it to load anything at all.
 */

/** Fetches an address of this site: as text, or as a `data:` address. Each is fetched once in the life of a page. */
export type Assets = {
  text: (url: string) => Promise<string>;
  data: (url: string) => Promise<string>;
};

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'";

/**
 * @param html the page as the server renders it. @param width how wide it will be shown, in pixels: decides which of
 * a picture's sizes is taken, and which styles apply. @returns the document for `srcdoc`.
 */
export async function frameDocument(
  html: string,
  { width, assets, origin }: { width: number; assets: Assets; origin: string },
): Promise<string> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const gone of page.querySelectorAll('script, base, iframe, object, embed, meta[http-equiv]'))
    gone.remove();
  const text = page.body.textContent ?? '';
  await Promise.all([
    ...[...page.querySelectorAll('link')].map((link) => inlineStylesheet(link, { text, assets, origin })),
    ...[...page.querySelectorAll('img')].map((img) => inlinePicture(img, { width, assets, origin })),
  ]);
  for (const source of page.querySelectorAll('source')) source.remove();
  const meta = page.createElement('meta');
  meta.httpEquiv = 'content-security-policy';
  meta.content = policy;
  const base = page.createElement('base');
  // A link that is clicked would lead to a window, which the frame may not open: nothing happens.
  base.target = '_blank';
  page.head.prepend(meta, base);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

type Inside = { assets: Assets; origin: string };

async function inlineStylesheet(link: HTMLLinkElement, { text, assets, origin }: Inside & { text: string }) {
  const url = ownUrl(link.getAttribute('href'), origin);
  link.remove();
  if (link.rel !== 'stylesheet' || !url) return;
  const style = link.ownerDocument.createElement('style');
  if (link.media) style.media = link.media;
  // Before anything is awaited, so that the styles keep their order.
  link.ownerDocument.head.append(style);
  const css = neededFaces(await assets.text(url), text);
  style.textContent = await inlineAddresses(css, url, assets);
}

async function inlineAddresses(css: string, sheetUrl: string, assets: Assets): Promise<string> {
  const pattern = /url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)/g;
  const found = new Set([...css.matchAll(pattern)].map(([, , address = '']) => address));
  const pairs = await Promise.all(
    [...found].map(async (address) => {
      const url = ownUrl(address, sheetUrl);
      // A typeface that does not come leaves the one that stands in for it.
      return [address, url ? await assets.data(url).catch(() => '') : ''] as const;
    }),
  );
  const data = new Map(pairs);
  return css.replace(pattern, (_whole, _quote, address: string) => `url("${data.get(address) ?? ''}")`);
}

async function inlinePicture(img: HTMLImageElement, { width, assets, origin }: Inside & { width: number }) {
  const url = ownUrl(sourceFor(img, width), origin);
  for (const name of ['srcset', 'sizes', 'loading', 'src']) img.removeAttribute(name);
  // What cannot be loaded shows its alternative text, as it would to a reader.
  const data = url && (await assets.data(url).catch(() => null));
  if (data) img.src = data;
}

/** Of the sizes that the picture offers the smallest that is sharp enough on a good screen. */
function sourceFor(img: HTMLImageElement, width: number): string | null {
  const offered = (img.getAttribute('srcset') ?? '')
    .split(',')
    .map((candidate) => candidate.trim().split(/\s+/))
    .map(([address = '', descriptor = '']) => ({ address, width: Number.parseInt(descriptor, 10) }))
    .filter((candidate) => candidate.address !== '' && Number.isFinite(candidate.width))
    .toSorted((a, b) => a.width - b.width);
  const wanted = Math.min(width * 1.5, 1280);
  const fitting = offered.find((candidate) => candidate.width >= wanted) ?? offered.at(-1);
  return fitting?.address ?? img.getAttribute('src');
}

/** The address on this site, or null for one elsewhere: then nothing is fetched. */
function ownUrl(address: string | null, base: string): string | null {
  if (!address || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return url.origin === new URL(base).origin ? url.href : null;
}
