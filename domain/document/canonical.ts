import { sha256Hex } from '../bytes.ts';
import type { ContentJson } from './content.ts';
import { withoutUnconfirmed } from './unconfirmed.ts';

/** JSON with sorted keys and no white space: equal documents give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * SHA-256 of the content's canonical JSON in UTF-8, as lower-case hex (64 characters). A request to publish carries it,
 * so that exactly the content that the editor was shown is published. Other properties of `content` are ignored, and so
 * is whether a text was confirmed: content with unconfirmed texts cannot be published.
 */
export function hashContent(content: ContentJson): Promise<string> {
  const { title, lead, body } = withoutUnconfirmed(content);
  return sha256Hex(canonicalJson({ title, lead, body }));
}
