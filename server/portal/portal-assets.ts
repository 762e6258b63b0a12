import { sha256Hex } from '../../domain/bytes.ts';
import { categoryStyles } from './category-styles.ts';

/** The files of `server/portal/assets` as text: each host reads them in its own way. */
export type PortalFiles = {
  layoutCss: string;
  listsCss: string;
  articleCss: string;
  printCss: string;
  previewCss: string;
  script: string;
};

/** Styles and script of a page. */
export type PageAssets = {
  /** The whole style sheet, for pages that inline it. */
  stylesheet: string;
  stylesheetPath: string;
  scriptPath: string;
};

export type PortalAssets = ReturnType<typeof createPortalAssets>;

export function createPortalAssets(files: PortalFiles) {
  const { layoutCss, listsCss, articleCss, printCss, previewCss, script } = files;
  const stylesheet = [categoryStyles(), layoutCss, listsCss, articleCss, printCss].join('\n');
  const contents = { 'portal.css': stylesheet, 'portal.js': script };
  const versions = lazy(async () => ({
    'portal.css': await versionOf(stylesheet),
    'portal.js': await versionOf(script),
  }));
  const inlineStyleSource = lazy(async () => `'sha256-${await sha256Base64(stylesheet)}'`);

  return {
    /** Added to the style sheet on pages behind a preview link. */
    previewStylesheet: previewCss,

    async forPage(): Promise<PageAssets> {
      const version = await versions();
      return {
        stylesheet,
        stylesheetPath: `/portal/portal.css?v=${version['portal.css']}`,
        scriptPath: `/portal/portal.js?v=${version['portal.js']}`,
      };
    },

    /** Allows the inlined style sheet in `style-src` of a content security policy: `'sha256-…'`. */
    inlineStyleSource,

    /** @param version the `v` of the path. Caches may store the response for good only if it is the current one. */
    async respond(name: keyof typeof contents, version: string | undefined): Promise<Response> {
      const isCurrent = version === (await versions())[name];
      return new Response(contents[name], {
        headers: {
          'content-type': contentTypes[name],
          'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
          'x-content-type-options': 'nosniff',
        },
      });
    },
  };
}

const contentTypes = {
  'portal.css': 'text/css; charset=utf-8',
  'portal.js': 'text/javascript; charset=utf-8',
};

function lazy<T>(compute: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= compute();
    return result;
  };
}

async function versionOf(content: string): Promise<string> {
  return (await sha256Hex(content)).slice(0, 16);
}

async function sha256Base64(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
