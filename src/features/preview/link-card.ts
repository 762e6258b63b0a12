/** Open Graph metadata of a page, for its link card on other sites. */
export type LinkCard = {
  title: string;
  description: string;
  /** Shown by sites as the source. */
  host: string;
  /** Path on this site; size in pixels. */
  image: { path: string; width: number; height: number } | null;
};

export function parseLinkCard(html: string, origin: string): LinkCard {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const meta = (property: string) =>
    page.querySelector(`meta[property="${property}"]`)?.getAttribute('content') ?? '';
  const url = meta('og:url');
  const imageUrl = meta('og:image');
  return {
    title: meta('og:title'),
    description: meta('og:description'),
    host: new URL(URL.canParse(url) ? url : origin).host,
    image:
      imageUrl !== '' && URL.canParse(imageUrl, origin)
        ? {
            path: new URL(imageUrl, origin).pathname,
            width: Number(meta('og:image:width')),
            height: Number(meta('og:image:height')),
          }
        : null,
  };
}
