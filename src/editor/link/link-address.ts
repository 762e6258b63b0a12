import { isAllowedLink } from '../../../domain/document/attributes.ts';

/**
 * Completes a typed address: `example.vn` becomes `https://example.vn`, an email address `mailto:`, a phone number
 * `tel:`. Null when the result is not allowed (see `isAllowedLink`).
 */
export function linkAddress(input: string): string | null {
  const text = input.trim();
  if (text === '') return null;
  if (/^[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+$/u.test(text)) return allowed(`mailto:${text}`);
  if (/^\+?[\d\s().-]{6,20}$/.test(text)) return allowed(`tel:${text.replace(/[\s().-]/g, '')}`);
  // A scheme has no dot: `example.vn:8080` would parse as the scheme `example.vn`.
  if (/^[a-z][a-z0-9+-]*:/i.test(text)) return allowed(text);
  const host = /^(?:\/\/)?([^/?#]+)/.exec(text)?.[1] ?? '';
  if (!host.includes('.') || host.startsWith('.') || host.includes('@')) return null;
  return allowed(`https://${text.replace(/^\/\//, '')}`);
}

function allowed(address: string): string | null {
  if (!isAllowedLink(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.hostname === '' ? null : address;
  return url.pathname === '' ? null : address;
}
