/** What stands around an article: above the title, below the words, and beside them nothing. */
export const articleStyles = `
.article {
  padding: 22px 0 40px;
}

.top {
  margin-bottom: 18px;
}

.crumbs ol {
  display: flex;
  flex-wrap: wrap;
  color: var(--ink-2);
  font-size: 14px;
}

.crumbs li + li::before {
  content: "›";
  margin: 0 8px;
  color: var(--ink-3);
}

.crumbs :is(a, span) {
  display: inline-block;
  padding: 4px 0;
  text-decoration: none;
}

.crumbs a:hover {
  text-decoration: underline;
  text-underline-offset: 0.2em;
}

.article .crumbs li:last-child {
  color: var(--category);
  font-weight: 600;
}

.facts {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 22px;
  /* As high without the button as with it. */
  min-height: 38px;
  margin-top: 8px;
  color: var(--ink-2);
  font-size: 14px;
}

.facts p {
  margin: 0;
}

.facts .times {
  font-variant-numeric: tabular-nums;
}

.facts .updated {
  display: block;
  color: var(--ink-3);
}

.source a {
  margin-left: 8px;
  color: var(--accent);
  text-underline-offset: 0.2em;
  text-decoration-thickness: 1px;
}

.action {
  display: inline-flex;
  align-items: center;
  min-height: 40px;
  padding: 0 16px;
  border: 1px solid var(--line-2);
  border-radius: 8px;
  background: none;
  color: var(--ink);
  font: 400 14px / 1.4 var(--font-interface);
  text-decoration: none;
  cursor: pointer;
}

.action:hover {
  border-color: var(--ink);
}

.facts .action {
  margin-left: auto;
}

.closing {
  color: var(--ink-2);
  font-size: 15px;
  line-height: 1.6;
}

.closing .bylines {
  margin: 28px 0 0;
  color: var(--ink);
  font: 600 18px / 1.5 var(--font-reading);
  text-align: right;
}

.correction {
  margin: 28px 0 0;
  padding: 12px 16px;
  border-left: 2px solid var(--accent);
  background: var(--ground);
  color: var(--ink);
  overflow-wrap: break-word;
}

.qr {
  display: grid;
  grid-template-columns: 116px minmax(0, 1fr);
  align-items: center;
  gap: 16px;
  margin: 0;
}

.qr svg {
  display: block;
  width: 116px;
  height: 116px;
  border-radius: 3px;
}

.qr figcaption {
  color: var(--ink);
  font: 600 16px / 1.4 var(--font-reading);
  overflow-wrap: anywhere;
}

.qr :is(.qr-address, .qr-about) {
  display: block;
  margin-top: 4px;
  color: var(--ink-2);
  font: 400 13px / 1.5 var(--font-interface);
}

.closing .qr {
  margin-top: 34px;
  padding: 18px 0;
  border-block: 1px solid var(--line);
}

.share {
  margin-top: 18px;
}

.share ul {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  margin-top: 10px;
}

.copied {
  min-height: 24px;
  margin: 6px 0 0;
  font-size: 14px;
}

.fanpages,
.others {
  max-width: 1200px;
  margin: 0 auto;
  padding: 0 var(--gutter);
}

.fanpages .label,
.others .label {
  padding-top: 14px;
  border-top: 2px solid var(--ink);
  color: var(--ink);
  font: 600 21px / 1.3 var(--font-reading);
}

.fanpages ul {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr));
  gap: 18px 32px;
  margin-top: 16px;
}

.fanpages figcaption a {
  text-decoration-color: var(--accent);
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}

.others {
  margin-top: 44px;
}

.others-list {
  display: grid;
  gap: 26px 32px;
  margin-top: 16px;
}

.others .card-summary {
  display: none;
}

@media (min-width: 640px) {
  .article {
    padding-top: 32px;
  }

  .facts .updated {
    display: inline;
    margin-left: 14px;
  }

  .others-list {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
}

@media (min-width: 1000px) {
  .others-list {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
}
`;
