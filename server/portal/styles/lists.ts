/** Front page, categories, search: cards and how they are laid out. */
export const listStyles = `
.card {
  min-width: 0;
}

.card-picture {
  display: block;
  border-radius: 3px;
  overflow: hidden;
  background: var(--ground);
}

.card-picture img {
  display: block;
  width: 100%;
  height: auto;
  aspect-ratio: 3 / 2;
  object-fit: cover;
}

.card-title {
  margin: 0;
  font: 600 18px / 1.32 var(--font-reading);
  letter-spacing: -0.008em;
  overflow-wrap: break-word;
  text-wrap: pretty;
}

.card-title a {
  text-decoration: none;
}

.card-title a:hover {
  text-decoration: underline;
  text-decoration-color: var(--accent);
  text-decoration-thickness: 1px;
  text-underline-offset: 0.16em;
}

.card-summary {
  display: -webkit-box;
  margin: 7px 0 0;
  overflow: hidden;
  color: var(--ink-2);
  font: 400 16px / 1.5 var(--font-reading);
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  line-clamp: 3;
}

.card-facts {
  display: flex;
  flex-wrap: wrap;
  gap: 0 12px;
  margin: 7px 0 0;
  color: var(--ink-3);
  font-size: 13px;
  line-height: 24px;
  font-variant-numeric: tabular-nums;
}

.card-category {
  color: var(--category);
  font-weight: 600;
  text-decoration: none;
}

.card-category:hover {
  text-decoration: underline;
  text-underline-offset: 0.2em;
}

.card-lead .card-words,
.card-wide .card-words {
  padding-top: 12px;
}

.card-bare .card-words {
  padding-top: 0;
}

.card-lead .card-title {
  font-size: 28px;
  line-height: 1.2;
  letter-spacing: -0.02em;
}

.card-lead .card-summary {
  font-size: 18px;
  line-height: 1.55;
  -webkit-line-clamp: 5;
  line-clamp: 5;
}

.card-row {
  display: grid;
  grid-template-columns: minmax(0, 1fr) 112px;
  gap: 14px;
}

.card-row.card-row.card-bare {
  grid-template-columns: minmax(0, 1fr);
}

.card-row .card-picture {
  order: 2;
  align-self: start;
}

.card-row .card-summary {
  display: none;
}

.card-line .card-title {
  font-size: 17px;
  font-weight: 500;
}

/* Front page */

.front,
.list-page {
  max-width: 1200px;
  margin: 0 auto;
  padding: 24px var(--gutter) 0;
}

.front-top {
  display: grid;
  gap: 26px;
}

.front-beside .label {
  padding-bottom: 10px;
  border-bottom: 1px solid var(--ink);
  color: var(--ink);
}

.front-beside .card + .card {
  border-top: 1px solid var(--line);
}

.front-beside .card {
  padding: 13px 0 11px;
}

.front-below {
  display: grid;
  gap: 26px;
  padding-top: 26px;
  border-top: 1px solid var(--line);
}

.blocks {
  display: grid;
  gap: 40px 48px;
  margin-top: 44px;
}

.block {
  padding-top: 12px;
  border-top: 2px solid var(--category);
}

.block-head {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 20px;
  margin-bottom: 14px;
}

.block-head h2 {
  margin: 0;
  color: var(--category);
  font: 600 21px / 1.3 var(--font-reading);
  letter-spacing: -0.01em;
}

.block-head h2 a {
  display: inline-block;
  padding: 4px 0;
  text-decoration: none;
}

.block-head h2 a:hover {
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}

.sub {
  display: flex;
  flex-wrap: wrap;
  gap: 0 18px;
}

.sub a {
  display: inline-block;
  padding: 6px 0;
  color: var(--ink-2);
  font-size: 14px;
  text-decoration: none;
}

.sub a:hover {
  color: var(--accent);
}

.block .card-line {
  padding: 12px 0 10px;
  border-top: 1px solid var(--line);
}

.block .card-row {
  padding-bottom: 14px;
}

/* Lists */

.list-page {
  max-width: 880px;
}

.list-head {
  margin-bottom: 22px;
  padding-bottom: 18px;
  border-bottom: 2px solid var(--category);
}

.list-head h1 {
  margin: 0;
  font: 600 32px / 1.2 var(--font-reading);
  letter-spacing: -0.02em;
}

.list-about {
  max-width: 620px;
  margin: 8px 0 0;
  color: var(--ink-2);
  font-size: 16px;
  overflow-wrap: break-word;
}

.list-head .sub {
  margin: 10px 0 -6px;
}

.list > .card {
  padding: 20px 0;
  border-bottom: 1px solid var(--line);
}

.list > .card:first-child {
  padding-top: 2px;
}

.empty {
  margin: 8px 0 0;
  color: var(--ink-2);
  font-size: 16px;
}

.older {
  margin: 26px 0 0;
  text-align: center;
}

.older a {
  display: inline-block;
  padding: 11px 22px;
  border: 1px solid var(--line-2);
  border-radius: 8px;
  text-decoration: none;
}

.older a:hover {
  border-color: var(--ink);
}

.search {
  position: relative;
  display: flex;
  max-width: 520px;
  margin-top: 16px;
}

.search input {
  flex: 1;
}

@media (min-width: 640px) {
  .card-row {
    grid-template-columns: 220px minmax(0, 1fr);
    gap: 22px;
  }

  .card-row .card-picture {
    order: 0;
  }

  .card-row .card-summary {
    display: -webkit-box;
  }

  .card-row .card-title {
    font-size: 21px;
    line-height: 1.28;
  }

  .front-below {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }

  .list-head h1 {
    font-size: 40px;
  }
}

@media (min-width: 1000px) {
  .front {
    padding-top: 30px;
  }

  .front-top {
    grid-template-columns: minmax(0, 1fr) 360px;
    gap: 30px 48px;
  }

  .front-lead .card-lead .card-title {
    font-size: 42px;
    line-height: 1.14;
  }

  .front-lead .card-lead .card-summary {
    font-size: 19px;
  }

  .front-below {
    grid-column: 1 / -1;
    gap: 48px;
    padding-top: 30px;
  }

  .blocks {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .block .card-row:not(.card-bare) {
    grid-template-columns: 180px minmax(0, 1fr);
  }

  .block .card-row .card-title {
    font-size: 20px;
  }

  .block .card-row .card-summary {
    -webkit-line-clamp: 2;
    line-clamp: 2;
    font-size: 15px;
  }
}
`;
