import { sha256Hex } from '../../domain/bytes.ts';
import { script } from './script.ts';
import { stylesheet } from './stylesheet.ts';

/** Addresses of what pages load, with the fingerprint of its content: it may be kept for good. */
export type Assets = { stylesheet: string; script: string };

type Asset = { name: string; type: string; content: string };

const assets: Asset[] = [
  { name: 'portal.css', type: 'text/css; charset=utf-8', content: stylesheet },
  { name: 'portal.js', type: 'text/javascript; charset=utf-8', content: script },
];

let fingerprints: Promise<string[]> | undefined;

function readFingerprints(): Promise<string[]> {
  fingerprints ??= Promise.all(assets.map((asset) => digestOf(asset.content)));
  return fingerprints;
}

export async function portalAssets(): Promise<Assets> {
  const [css, js] = await readFingerprints();
  return { stylesheet: `/portal/portal.css?v=${css}`, script: `/portal/portal.js?v=${js}` };
}

/** @returns null when there is none of that name. Only the address that names the content may be kept. */
export async function portalAsset(name: string, version: string | undefined): Promise<Response | null> {
  const index = assets.findIndex((asset) => asset.name === name);
  const asset = assets[index];
  if (!asset) return null;
  const isNamed = version === (await readFingerprints())[index];
  return new Response(asset.content, {
    headers: {
      'content-type': asset.type,
      'cache-control': isNamed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** The first 16 hex digits of the SHA-256. */
export async function digestOf(text: string): Promise<string> {
  return (await sha256Hex(text)).slice(0, 16);
}
