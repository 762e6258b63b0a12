/**
 * The reader's page around the article: colours, masthead, what stands above and below the words. How the words
 * themselves are set is in `public/article.css`, which the writing page shares. Text, so that every host can serve it.
 */
export const stylesheet = `:root {
  color-scheme: light dark;
  --ink: #1D1B18;
  --ink-2: #5D584F;
  --ink-3: #716B62;
  --paper: #FFFFFF;
  --line: #E8E3DB;
  --line-2: #D9D2C7;
  --accent: #C8102E;
  --font-reading: "Source Serif 4", "Source Serif 4 fallback", Georgia, serif;
  --font-interface: "Be Vietnam Pro", "Be Vietnam Pro fallback", system-ui, -apple-system, "Segoe UI", sans-serif;
}

@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ECE7DF;
    --ink-2: #B3ACA1;
    --ink-3: #9A9388;
    --paper: #171513;
    --line: #2E2A26;
    --line-2: #403A35;
    --accent: #F4707F;
  }
}

* {
  box-sizing: border-box;
}

html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  font-optical-sizing: auto;
}

body {
  min-height: 100vh;
  min-height: 100dvh;
  margin: 0;
  display: flex;
  flex-direction: column;
  background: var(--paper);
  color: var(--ink);
  font: 400 14px / 1.5 var(--font-interface);
}

main {
  flex: 1 0 auto;
}

a {
  color: inherit;
}

:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 3px;
  border-radius: 2px;
}

.masthead {
  padding: 15px 18px 14px;
  border-bottom: 1px solid var(--line);
  text-align: center;
  font: 600 21px / 1.2 var(--font-reading);
  letter-spacing: -0.01em;
}

.article {
  padding: 30px 0 56px;
}

.article > .facts {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 4px 24px;
  margin-bottom: 16px;
  color: var(--ink-2);
  font: 400 14px / 1.5 var(--font-interface);
}

.facts ol {
  display: flex;
  flex-wrap: wrap;
  margin: 0;
  padding: 0;
  list-style: none;
}

.facts li + li::before {
  content: "›";
  margin: 0 8px;
  color: var(--ink-3);
}

.facts li:last-child {
  color: var(--accent);
  font-weight: 600;
}

.facts .times {
  margin: 0;
  font-variant-numeric: tabular-nums;
}

.facts .updated {
  display: block;
  color: var(--ink-3);
}

.closing {
  color: var(--ink-2);
  font: 400 15px / 1.6 var(--font-interface);
}

.closing p {
  margin: 0;
}

.closing .bylines {
  margin-top: 28px;
  color: var(--ink);
  font: 600 18px / 1.5 var(--font-reading);
  text-align: right;
}

.closing .source {
  margin-top: 28px;
  padding-top: 14px;
  border-top: 1px solid var(--line);
}

.closing .source a {
  margin-left: 14px;
  color: var(--accent);
  text-underline-offset: 0.18em;
  text-decoration-thickness: 1px;
}

.foot {
  padding: 18px;
  border-top: 1px solid var(--line);
  color: var(--ink-3);
  font-size: 13px;
  text-align: center;
}

.notice {
  max-width: 560px;
  margin: 0 auto;
  padding: 15vh 18px 56px;
  text-align: center;
}

.notice h1 {
  margin: 0 0 14px;
  font: 600 30px / 1.2 var(--font-reading);
  letter-spacing: -0.02em;
}

.notice p {
  margin: 0 0 8px;
  color: var(--ink-2);
  font-size: 16px;
  line-height: 1.6;
  overflow-wrap: break-word;
}

@media (min-width: 640px) {
  .article {
    padding-top: 48px;
  }

  .facts .times {
    text-align: right;
  }

  .notice h1 {
    font-size: 36px;
  }
}

@media print {
  :root {
    --ink: #000000;
    --ink-2: #333333;
    --ink-3: #555555;
    --paper: #FFFFFF;
    --line: #BBBBBB;
    --line-2: #BBBBBB;
    --accent: #000000;
  }

  .article-body .figure {
    break-inside: avoid;
  }

  .article-body .figure img {
    max-height: 16cm;
  }

  .article-body :is(h2, h3, h4) {
    break-after: avoid;
  }
}
`;
