import { removeUnusedFontFaces } from './font-faces.ts';

/*
 * A self-contained copy of the reader's page. The sandboxed frame that shows it has an opaque origin and cannot fetch
 * anything that needs a session. So styles are inlined as text, images and fonts as `data:` URLs, and its content
 * security policy forbids loading anything else.
 */

/** Fetches a URL of this site: as text, or as a `data:` URL. */
export type AssetLoader = {
  text: (url: string) => Promise<string>;
  data: (url: string) => Promise<string>;
};

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'";

/**
 * @param html the page as the server renders it.
 * @param width of the frame in pixels, for the choice among an image's renditions.
 * @returns the document for `srcdoc`.
 */
export async function frameDocument(
  html: string,
  { width, assets, origin }: { width: number; assets: AssetLoader; origin: string },
): Promise<string> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll('script, base, iframe, object, embed, meta[http-equiv]')) {
    element.remove();
  }
  const text = page.body.textContent ?? '';
  await Promise.all([
    ...[...page.querySelectorAll('link')].map((link) => inlineStylesheet(link, { text, assets, origin })),
    ...[...page.querySelectorAll('img')].map((img) => inlineImage(img, { width, assets, origin })),
  ]);
  for (const source of page.querySelectorAll('source')) source.remove();
  const meta = page.createElement('meta');
  meta.httpEquiv = 'content-security-policy';
  meta.content = policy;
  const base = page.createElement('base');
  // The sandbox forbids popups, so clicked links do nothing.
  base.target = '_blank';
  page.head.prepend(meta, base);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

type InlineOptions = { assets: AssetLoader; origin: string };

async function inlineStylesheet(
  link: HTMLLinkElement,
  { text, assets, origin }: InlineOptions & { text: string },
) {
  const url = sameOriginUrl(link.getAttribute('href'), origin);
  if (link.rel !== 'stylesheet' || !url) return link.remove();
  const style = link.ownerDocument.createElement('style');
  if (link.media) style.media = link.media;
  // In its place: later styles override it.
  link.replaceWith(style);
  const css = removeUnusedFontFaces(await assets.text(url), text);
  style.textContent = await inlineUrls(css, url, assets);
}

async function inlineUrls(css: string, sheetUrl: string, assets: AssetLoader): Promise<string> {
  const pattern = /url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)/g;
  const urls = new Set([...css.matchAll(pattern)].map(([, , url = '']) => url));
  const pairs = await Promise.all(
    [...urls].map(async (url) => {
      const resolved = sameOriginUrl(url, sheetUrl);
      // Without its file, a font falls back to the next of its family list.
      return [url, resolved ? await assets.data(resolved).catch(() => '') : ''] as const;
    }),
  );
  const data = new Map(pairs);
  return css.replace(pattern, (_match, _quote, url: string) => `url("${data.get(url) ?? ''}")`);
}

async function inlineImage(
  img: HTMLImageElement,
  { width, assets, origin }: InlineOptions & { width: number },
) {
  const url = sameOriginUrl(sourceFor(img, width), origin);
  for (const name of ['srcset', 'sizes', 'loading', 'src']) img.removeAttribute(name);
  // Without `src` the image shows its alternative text.
  const data = url && (await assets.data(url).catch(() => null));
  if (data) img.src = data;
}

/** The smallest candidate of `srcset` that is sharp at 1.5 device pixels per CSS pixel. */
function sourceFor(img: HTMLImageElement, width: number): string | null {
  const candidates = (img.getAttribute('srcset') ?? '')
    .split(',')
    .map((candidate) => candidate.trim().split(/\s+/))
    .map(([url = '', descriptor = '']) => ({ url, width: Number.parseInt(descriptor, 10) }))
    .filter((candidate) => candidate.url !== '' && Number.isFinite(candidate.width))
    .toSorted((a, b) => a.width - b.width);
  const minWidth = Math.min(width * 1.5, 1280);
  const fitting = candidates.find((candidate) => candidate.width >= minWidth) ?? candidates.at(-1);
  return fitting?.url ?? img.getAttribute('src');
}

/** The absolute URL, or null when it is of another origin. */
function sameOriginUrl(url: string | null, base: string): string | null {
  if (!url || !URL.canParse(url, base)) return null;
  const resolved = new URL(url, base);
  return resolved.origin === new URL(base).origin ? resolved.href : null;
}
