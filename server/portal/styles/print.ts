/** On paper: the name of the newsroom, the article, its QR code. No menus, nothing that one would have to click. */
export const printStyles = `
@page {
  size: A4;
  margin: 16mm 18mm 18mm;
}

@media print {
  :root {
    color-scheme: light;
    --ink: #000000;
    --ink-2: #333333;
    --ink-3: #555555;
    --paper: #FFFFFF;
    --ground: #FFFFFF;
    --line: #BBBBBB;
    --line-2: #BBBBBB;
    --accent: #000000;
    --gutter: 0px;
  }

  body {
    display: block;
    min-height: 0;
    font-size: 10pt;
  }

  .skip,
  .menu,
  .find,
  .search,
  .masthead .today,
  .crumbs li:first-child,
  .crumbs li:nth-child(2)::before,
  .action,
  .share,
  .fanpages,
  .others,
  .older,
  .foot-links {
    display: none !important;
  }

  .masthead-bar,
  .front,
  .list-page {
    display: block;
    max-width: none;
    padding: 0;
  }

  .masthead-bar {
    padding-bottom: 3mm;
    border-bottom: 1pt solid var(--ink);
  }

  .brand-line {
    font-size: 16pt;
    text-align: left;
  }

  .brand {
    min-height: 0;
  }

  .article {
    padding: 5mm 0 0;
  }

  .article :is(.article-title, .article-lead, .article-body, .article-column) {
    --article-gutter: 0px;
    --article-size: 11pt;
    max-width: none;
    padding: 0;
  }

  .article {
    --category: var(--ink);
  }

  .article .top {
    margin-bottom: 4mm;
  }

  .facts,
  .crumbs ol {
    font-size: 9pt;
  }

  .source a::after {
    content: ": " attr(href);
    overflow-wrap: anywhere;
  }

  .article .article-title {
    font-size: 22pt;
  }

  .article .article-lead {
    margin-top: 3mm;
    color: var(--ink);
    font-size: 13pt;
    line-height: 1.4;
  }

  .article .article-body {
    margin-top: 5mm;
    line-height: 1.5;
    orphans: 3;
    widows: 3;
  }

  .article-body .figure,
  .article-body .table tr,
  .article-body blockquote,
  .qr,
  .correction {
    break-inside: avoid;
  }

  .article-body .figure:is(.figure-wide, .figure-center) {
    width: auto;
    margin-inline: 0;
  }

  .article-body .figure:is(.figure-left, .figure-right) {
    width: 70mm;
  }

  .article-body .figure img {
    width: auto;
    max-height: 105mm;
  }

  .article-body .figure figcaption {
    max-width: none;
    padding: 2mm 0 0;
    font-size: 9pt;
  }

  .article-body .table {
    overflow: visible;
  }

  .article-body table {
    font-size: 9.5pt;
  }

  .article .article-body h2 {
    font-size: 15pt;
  }

  .article .article-body h3 {
    font-size: 13pt;
  }

  .article-body :is(h2, h3, h4) {
    break-after: avoid;
  }

  .closing .bylines {
    margin-top: 5mm;
    font-size: 12pt;
  }

  .closing .qr {
    grid-template-columns: 28mm minmax(0, 1fr);
    margin-top: 6mm;
    padding: 3mm 0;
  }

  .closing .qr svg {
    width: 28mm;
    height: 28mm;
  }

  .foot {
    margin-top: 4mm;
    border: 0;
    font-size: 8.5pt;
    break-inside: avoid;
  }

  .foot-inner {
    display: block;
    max-width: none;
    padding: 0;
  }

  .foot .foot-name {
    margin: 0;
    font-size: 10pt;
  }

  .foot p {
    margin: 0;
  }
}
`;
