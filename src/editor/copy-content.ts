import type { ContentJson } from '../../domain/document/content.ts';
import { bodyToHtml } from '../../domain/document/to-html.ts';
import { blockText } from '../../domain/document/to-text.ts';

/**
 * Copies title, lead and body with the captions to the clipboard, as plain text and as HTML.
 *
 * @throws when the browser denies clipboard access.
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

/** Plain text with an empty line between blocks. */
export function contentAsText({ title, lead, body }: ContentJson): string {
  return [title, lead, ...(body.content ?? []).map(blockText)]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

/** Without images, which other programs could not load. */
function contentAsHtml(content: ContentJson, text = contentAsText(content)): string {
  try {
    const body = bodyToHtml(content.body, { hasImages: false });
    return [
      content.title && `<h1>${escapeHtml(content.title)}</h1>`,
      content.lead && `<p><strong>${escapeHtml(content.lead)}</strong></p>`,
      body,
    ].join('');
  } catch {
    // Content of another schema version.
    return text
      .split('\n\n')
      .map((part) => `<p>${escapeHtml(part)}</p>`)
      .join('');
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
