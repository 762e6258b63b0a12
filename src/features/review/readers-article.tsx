import { memo, useLayoutEffect, useRef } from 'react';
import type { ContentJson } from '../../../domain/document/content.ts';
import { bodyToHtml } from '../../../domain/document/to-html.ts';

/**
 * The article as readers will see it: the same renderer and the same stylesheet as the reader's page.
 * `body` is canonical JSON that the server has checked.
 */
export const ReadersArticle = memo(function ReadersArticle({ content }: { content: ContentJson }) {
  const bodyRef = useRef<HTMLDivElement>(null);

  // Reaches the DOM: the portal's renderer returns HTML, with all text escaped.
  useLayoutEffect(() => {
    if (bodyRef.current) bodyRef.current.innerHTML = bodyToHtml(content.body);
  }, [content.body]);

  return (
    <article className="article" lang="vi">
      <h1 className="article-title">{content.title}</h1>
      {content.lead && <p className="article-lead">{content.lead}</p>}
      <div className="article-body" ref={bodyRef} />
    </article>
  );
});
