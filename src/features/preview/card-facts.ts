/** What a page tells other sites of itself, read from the page itself. */
export type CardFacts = {
  title: string;
  description: string;
  /** The site's name as sites show it: its host. */
  host: string;
  /** Path of the picture on this site, and its size in pixels as the page says it. */
  picture: { path: string; width: number; height: number } | null;
};

export function cardFactsOf(html: string, origin: string): CardFacts {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const meta = (property: string) =>
    page.querySelector(`meta[property="${property}"]`)?.getAttribute('content') ?? '';
  const address = meta('og:url');
  const picture = meta('og:image');
  return {
    title: meta('og:title'),
    description: meta('og:description'),
    host: new URL(URL.canParse(address) ? address : origin).host,
    picture: URL.canParse(picture, origin)
      ? picture === ''
        ? null
        : {
            path: new URL(picture, origin).pathname,
            width: Number(meta('og:image:width')),
            height: Number(meta('og:image:height')),
          }
      : null,
  };
}
