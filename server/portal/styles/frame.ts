/** Tokens, masthead, menu, footer, notices: what every page has. */
export const frameStyles = `:root {
  color-scheme: light dark;
  --ink: #1D1B18;
  --ink-2: #5D584F;
  --ink-3: #716B62;
  --paper: #FFFFFF;
  --ground: #FAF8F5;
  --line: #E8E3DB;
  --line-2: #D9D2C7;
  --accent: #C8102E;
  --red: #C8102E;
  --orange: #B4460B;
  --amber: #8F5A00;
  --green: #1E7B4A;
  --teal: #0F766E;
  --blue: #1D5FAE;
  --indigo: #4B49B8;
  --purple: #7C3AA8;
  --pink: #B3246E;
  --grey: #5D584F;
  --gutter: 18px;
  --font-reading: "Source Serif 4", "Source Serif 4 fallback", Georgia, serif;
  --font-interface: "Be Vietnam Pro", "Be Vietnam Pro fallback", system-ui, -apple-system, "Segoe UI", sans-serif;
}

@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ECE7DF;
    --ink-2: #B3ACA1;
    --ink-3: #9A9388;
    --paper: #171513;
    --ground: #1E1B18;
    --line: #2E2A26;
    --line-2: #403A35;
    --accent: #F4707F;
    --red: #F4707F;
    --orange: #F29A62;
    --amber: #E3B45A;
    --green: #6CC795;
    --teal: #5CC5BB;
    --blue: #7FB2EE;
    --indigo: #A3A1F2;
    --purple: #C79BEA;
    --pink: #F08CBF;
    --grey: #B3ACA1;
  }
}

.color-none { --category: var(--ink); }
.color-red { --category: var(--red); }
.color-orange { --category: var(--orange); }
.color-amber { --category: var(--amber); }
.color-green { --category: var(--green); }
.color-teal { --category: var(--teal); }
.color-blue { --category: var(--blue); }
.color-indigo { --category: var(--indigo); }
.color-purple { --category: var(--purple); }
.color-pink { --category: var(--pink); }
.color-grey { --category: var(--grey); }

* {
  box-sizing: border-box;
}

[hidden] {
  display: none !important;
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
  font: 400 15px / 1.5 var(--font-interface);
}

main {
  flex: 1 0 auto;
}

ul,
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

a {
  color: inherit;
}

:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 3px;
  border-radius: 2px;
}

.skip {
  position: absolute;
  z-index: 10;
  top: 8px;
  left: 8px;
  padding: 10px 14px;
  border-radius: 8px;
  background: var(--ink);
  color: var(--paper);
}

.skip:not(:focus) {
  width: 1px;
  height: 1px;
  padding: 0;
  overflow: hidden;
  clip-path: inset(50%);
}

/* Masthead */

.masthead-bar {
  max-width: 1200px;
  margin: 0 auto;
  padding: 12px var(--gutter);
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  align-items: center;
  gap: 0 16px;
}

.masthead .today {
  display: none;
  margin: 0;
  color: var(--ink-2);
  font-size: 13px;
}

.brand-line {
  min-width: 0;
  margin: 0;
  font: 600 23px / 1.2 var(--font-reading);
  letter-spacing: -0.015em;
}

.brand {
  display: inline-flex;
  align-items: center;
  gap: 10px;
  min-height: 44px;
  text-decoration: none;
  overflow-wrap: anywhere;
}

.brand img {
  width: auto;
  height: 34px;
  border-radius: 3px;
}

.find {
  position: relative;
  display: flex;
  justify-self: end;
}

.find label,
.search label {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}

.find input,
.search input {
  min-width: 0;
  height: 44px;
  padding: 0 44px 0 14px;
  border: 1px solid transparent;
  border-radius: 22px;
  background: var(--ground);
  color: var(--ink);
  font: 400 16px / 1.4 var(--font-interface);
  appearance: none;
}

.find input {
  width: 148px;
}

.find input:hover,
.search input {
  border-color: var(--line-2);
}

.find input::placeholder,
.search input::placeholder {
  color: var(--ink-3);
  opacity: 1;
}

.find button,
.search button {
  position: absolute;
  right: 0;
  display: grid;
  place-items: center;
  width: 44px;
  height: 44px;
  border: 0;
  border-radius: 22px;
  background: none;
  color: var(--ink-2);
  cursor: pointer;
}

.find button:hover,
.search button:hover {
  color: var(--accent);
}

.menu {
  border-block: 1px solid var(--line);
  overflow-x: auto;
  scrollbar-width: none;
}

.menu ul {
  display: flex;
  width: max-content;
  min-width: min(100%, 1200px);
  max-width: max(1200px, 100%);
  margin: 0 auto;
  padding: 0 calc(var(--gutter) - 10px);
}

.menu a {
  display: block;
  padding: 11px 10px 9px;
  border-bottom: 2px solid transparent;
  color: var(--ink);
  font-size: 15px;
  line-height: 24px;
  text-decoration: none;
  white-space: nowrap;
}

.menu a:hover {
  border-bottom-color: var(--line-2);
}

.menu a[aria-current] {
  border-bottom-color: var(--category);
  color: var(--category);
  font-weight: 600;
}

.menu a:focus-visible {
  outline-offset: -3px;
}

/* Footer */

.foot {
  margin-top: 56px;
  border-top: 1px solid var(--line);
  background: var(--ground);
  color: var(--ink-2);
  font-size: 14px;
}

.foot-inner {
  max-width: 1200px;
  margin: 0 auto;
  padding: 30px var(--gutter) 36px;
  display: grid;
  gap: 24px 48px;
}

.foot p {
  margin: 0 0 4px;
}

.foot .foot-name {
  margin-bottom: 8px;
  color: var(--ink);
  font: 600 19px / 1.3 var(--font-reading);
}

.foot a {
  text-underline-offset: 0.2em;
  text-decoration-color: var(--line-2);
}

.foot a:hover {
  color: var(--accent);
}

.foot-links ul {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
  gap: 0 20px;
}

.foot-links a {
  display: block;
  padding: 7px 0;
  text-decoration: none;
}

/* Notices */

.notice {
  max-width: 560px;
  margin: 0 auto;
  padding: 15vh var(--gutter) 56px;
  text-align: center;
}

.notice :is(h1, h2) {
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

.notice .onward {
  margin-top: 22px;
}

.notice .onward a {
  color: var(--accent);
  text-underline-offset: 0.2em;
}

.label {
  margin: 0;
  color: var(--ink-2);
  font: 600 14px / 1.4 var(--font-interface);
}

@media (min-width: 640px) {
  :root {
    --gutter: 24px;
  }

  .find input {
    width: 210px;
  }

  .notice :is(h1, h2) {
    font-size: 36px;
  }

  .foot-inner {
    grid-template-columns: minmax(240px, 1fr) 2fr;
  }
}

@media (min-width: 900px) {
  .masthead-bar {
    grid-template-columns: 1fr auto 1fr;
    padding-block: 20px;
  }

  .masthead .today {
    display: block;
  }

  .brand-line {
    font-size: 34px;
    letter-spacing: -0.02em;
    text-align: center;
  }

  .brand img {
    height: 44px;
  }
}
`;
