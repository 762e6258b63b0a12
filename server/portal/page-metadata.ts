import { html, raw } from 'hono/html';
import { renditionPath, renditionWidthsOf } from '../../domain/renditions.ts';
import type { ReaderArticle } from '../db/queries/portal.ts';
import type { Html } from './layout.ts';
import { articlePath, cardImagePath, categoryPath, frontPath, searchPath } from './paths.ts';
import type { PortalCategory } from './portal-categories.ts';
import type { SiteContext } from './site-context.ts';

/*
 * Metadata of pages: schema.org as JSON-LD, and Open Graph.
 */

/** A data block. Browsers do not execute it, so the content security policy need not allow it. */
export function jsonLd(data: object): Html {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data });
  // Escapes `</script>` and `<!--`, which would end the block.
  return html`<script type="application/ld+json">${raw(json.replace(/</g, '\\u003c').replace(/>/g, '\\u003e'))}</script>`;
}

export function newsroomData({ origin, newsroom, logo, fanpages }: SiteContext): object {
  const { name, address, email, phone } = newsroom;
  const picture = logo && origin + renditionPath(logo.id, renditionWidthsOf(logo.width).at(-1) ?? 320);
  return {
    '@type': 'NewsMediaOrganization',
    name,
    url: origin + frontPath,
    ...(picture && { logo: { '@type': 'ImageObject', url: picture } }),
    ...(address && { address }),
    ...(email && { email }),
    ...(phone && { telephone: phone }),
    ...(fanpages.length > 0 && { sameAs: fanpages.map((fanpage) => fanpage.url) }),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}${searchPath}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
}

export function breadcrumbData(
  site: SiteContext,
  trail: readonly PortalCategory[],
  last?: { name: string; path: string },
) {
  const steps = [
    { name: 'Trang chủ', path: frontPath },
    ...trail.filter((one) => one.isListed).map((one) => ({ name: one.name, path: categoryPath(one) })),
    ...(last ? [last] : []),
  ];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: site.origin + path,
    })),
  };
}

export function articleData(
  site: SiteContext,
  article: ReaderArticle,
  trail: readonly PortalCategory[],
): object {
  const { origin, newsroom, logo } = site;
  const { content, fields, cover, publishedAt, visibleFrom, correctionNote } = article;
  const path = articlePath(article);
  const publisherLogo = logo && origin + renditionPath(logo.id, renditionWidthsOf(logo.width).at(-1) ?? 320);
  return {
    '@graph': [
      {
        '@type': 'NewsArticle',
        headline: content.title,
        description: content.lead,
        inLanguage: 'vi',
        url: origin + path,
        mainEntityOfPage: origin + path,
        datePublished: publishedAt.toISOString(),
        dateModified: visibleFrom.toISOString(),
        ...(cover && { image: [origin + cardImagePath(cover.id)] }),
        author:
          fields.bylines.length > 0
            ? fields.bylines.map((name) => ({ '@type': 'Person', name }))
            : [{ '@type': 'Organization', name: newsroom.name }],
        publisher: {
          '@type': 'NewsMediaOrganization',
          name: newsroom.name,
          url: origin + frontPath,
          ...(publisherLogo && { logo: { '@type': 'ImageObject', url: publisherLogo } }),
        },
        ...(trail.length > 0 && { articleSection: trail.map((one) => one.name) }),
        ...(fields.tags.length > 0 && { keywords: fields.tags }),
        ...(fields.source?.url && { isBasedOn: fields.source.url }),
        ...(correctionNote && {
          correction: {
            '@type': 'CorrectionComment',
            text: correctionNote,
            datePublished: visibleFrom.toISOString(),
          },
        }),
        isAccessibleForFree: true,
      },
      breadcrumbData(site, trail, { name: content.title, path }),
    ],
  };
}

/** Open Graph of an article, for its link card on other sites. */
export function articleMeta(site: SiteContext, article: ReaderArticle, section: string | undefined): Html {
  const { content, cover, publishedAt, visibleFrom } = article;
  return html`<meta property="og:type" content="article">
<meta property="og:locale" content="vi_VN">
<meta property="og:site_name" content="${site.newsroom.name}">
<meta property="og:title" content="${content.title}">
<meta property="og:description" content="${content.lead}">
<meta property="og:url" content="${site.origin}${articlePath(article)}">
${
  cover &&
  html`<meta property="og:image" content="${site.origin}${cardImagePath(cover.id)}">
<meta property="og:image:type" content="image/jpeg">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">`
}
<meta property="article:published_time" content="${publishedAt.toISOString()}">
<meta property="article:modified_time" content="${visibleFrom.toISOString()}">
${section !== undefined && html`<meta property="article:section" content="${section}">`}`;
}

export function listMeta({ origin, newsroom }: SiteContext, title: string, path: string): Html {
  return html`<meta property="og:type" content="website">
<meta property="og:locale" content="vi_VN">
<meta property="og:site_name" content="${newsroom.name}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${origin}${path}">`;
}
