import articleCss from '../server/portal/assets/article.css?raw';
import layoutCss from '../server/portal/assets/layout.css?raw';
import listsCss from '../server/portal/assets/lists.css?raw';
import script from '../server/portal/assets/portal.js?raw';
import previewCss from '../server/portal/assets/preview.css?raw';
import printCss from '../server/portal/assets/print.css?raw';
import type { PortalFiles } from '../server/portal/portal-assets.ts';

export const portalFiles: PortalFiles = { layoutCss, listsCss, articleCss, printCss, previewCss, script };
