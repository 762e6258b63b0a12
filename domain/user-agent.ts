export const deviceKinds = ['computer', 'phone', 'tablet', 'unknown'] as const;
type DeviceKind = (typeof deviceKinds)[number];

export const browserNames = [
  'Chrome',
  'Cốc Cốc',
  'Edge',
  'Firefox',
  'Opera',
  'Safari',
  'Samsung Internet',
  'Zalo',
] as const;
type BrowserName = (typeof browserNames)[number];

export const systemNames = ['Android', 'ChromeOS', 'iOS', 'iPadOS', 'Linux', 'macOS', 'Windows'] as const;
type SystemName = (typeof systemNames)[number];

export type ReadUserAgent = {
  device: DeviceKind;
  /** Null when it is none of those that the newsroom's people use. */
  browser: BrowserName | null;
  system: SystemName | null;
};

/** In the order of the test: browsers name those that they descend from. */
const browsers: [BrowserName, RegExp][] = [
  ['Zalo', /\bZalo\b/],
  ['Cốc Cốc', /\bcoc_coc_browser\//],
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\/|\bOPT\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+ .*\bSafari\//],
];

const systems: [SystemName, RegExp][] = [
  ['iPadOS', /\biPad\b/],
  ['iOS', /\biPhone\b|\biPod\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows NT\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
];

/**
 * Reads browser, system and device for people to recognise, never for a decision: the header is sent by the client and
 * frozen in parts (an iPad says that it is a Mac).
 *
 * @param userAgent a `User-Agent` header (RFC 9110, section 10.1.5); null when there was none.
 */
export function readUserAgent(userAgent: string | null): ReadUserAgent {
  const text = userAgent ?? '';
  const nameIn = <Name>(table: [Name, RegExp][]) =>
    table.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  const system = nameIn(systems);
  return { device: deviceOf(system, text), browser: nameIn(browsers), system };
}

function deviceOf(system: SystemName | null, text: string): DeviceKind {
  if (system === null) return 'unknown';
  if (system === 'iPadOS') return 'tablet';
  if (system === 'iOS') return 'phone';
  if (system === 'Android') return /\bMobile\b/.test(text) ? 'phone' : 'tablet';
  return 'computer';
}
