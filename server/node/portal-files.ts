import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalFiles } from '../portal/portal-assets.ts';

export async function readPortalFiles(): Promise<PortalFiles> {
  // A path, not a URL: the bundler of the screen tests would rewrite `new URL(…, import.meta.url)`.
  const folder = join(import.meta.dirname, '../portal/assets');
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const [layoutCss, listsCss, articleCss, printCss, previewCss, script] = await Promise.all([
    read('layout.css'),
    read('lists.css'),
    read('article.css'),
    read('print.css'),
    read('preview.css'),
    read('portal.js'),
  ]);
  return { layoutCss, listsCss, articleCss, printCss, previewCss, script };
}
