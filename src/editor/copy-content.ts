import type { ContentJson } from '../../domain/document/content.ts';
import { bodyToHtml } from '../../domain/document/to-html.ts';
import { blockText } from '../../domain/document/to-text.ts';

/**
 * Puts title, lead and body with the figures' captions on the clipboard, as text and as HTML: whatever they are pasted
 * into takes what it can.
 *
 * @throws when the browser does not let a page write to the clipboard.
 */
export async function copyContent(content: ContentJson): Promise<void> {
  const text = contentAsText(content);
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([contentAsHtml(content, text)], { type: 'text/html' }),
    }),
  ]);
}

/** Blocks with an empty line between them. */
export function contentAsText({ title, lead, body }: ContentJson): string {
  return [title, lead, ...(body.content ?? []).map(blockText)]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

/** Without the pictures themselves, which another program could not fetch. */
function contentAsHtml(content: ContentJson, text = contentAsText(content)): string {
  try {
    const body = bodyToHtml(content.body).replace(/<img [^>]*>/g, '');
    return [
      content.title && `<h1>${escaped(content.title)}</h1>`,
      content.lead && `<p><strong>${escaped(content.lead)}</strong></p>`,
      body,
    ].join('');
  } catch {
    // Of another version of the schema.
    return text
      .split('\n\n')
      .map((part) => `<p>${escaped(part)}</p>`)
      .join('');
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
