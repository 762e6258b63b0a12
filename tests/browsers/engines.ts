import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

/** A browser engine besides Chromium, of the distribution. Not installed by the tests. */
export type Engine = {
  name: string;
  /** The command that installs it on Debian and Ubuntu; null when everything is there. */
  missing: string | null;
  open(): Promise<EnginePage>;
};

/** An element: the first visible one that matches. */
export type Target = {
  css: string;
  /** Matched against `aria-label`, else the label of a form field, else the text, with single spaces. Default: any. */
  name?: RegExp;
};

/** One tab, driven by real clicks and keys. What acts on an element waits for it. */
export type EnginePage = {
  goto(url: string): Promise<void>;
  url(): Promise<URL>;
  click(target: Target): Promise<void>;
  /** Types into whatever has the focus. */
  type(text: string): Promise<void>;
  /** Presses a key while the ones before it are held: `press('Control', 'v')`. */
  press(...keys: PageKey[]): Promise<void>;
  /** Clicks what opens a file picker and chooses this file. */
  chooseFile(opener: Target, path: string): Promise<void>;
  waitFor(target: Target): Promise<void>;
  /** Runs a function in the page, so it uses nothing outside of it. The result as JSON. */
  evaluate<Result>(work: () => Result): Promise<Awaited<Result>>;
  /** Ends the session of whoever is signed in. */
  deleteCookies(): Promise<void>;
  /** Uncaught errors and errors on the console, where the engine reports them. */
  problems: readonly string[];
  /** PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
};

export type PageKey = 'Control' | 'Shift' | 'Enter' | 'Tab' | 'End' | 'a' | 'c' | 'v' | 'z';

const onPath = (name: string) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null;

/** Firefox and WebKit, whether or not they are installed. */
export function readEngines(): Engine[] {
  const firefox = onPath('firefox-esr') ?? onPath('firefox');
  const driver = onPath('WebKitWebDriver');
  const xvfb = onPath('Xvfb');
  const [browser] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser');
  return [
    {
      name: 'Firefox',
      missing: firefox ? null : 'apt-get install firefox-esr',
      open: () => openFirefox(firefox ?? ''),
    },
    {
      name: 'WebKit',
      missing: driver && xvfb && browser ? null : 'apt-get install webkit2gtk-driver xvfb',
      open: () => openWebKit({ driver: driver ?? '', xvfb: xvfb ?? '', browser: browser ?? '' }),
    },
  ];
}
