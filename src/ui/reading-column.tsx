import type { ComponentProps } from 'react';

/** As wide as an article's text, and at its place: what stands above or instead of an article. See `public/article.css`. */
export function ReadingColumn({ className = '', ...props }: ComponentProps<'div'>) {
  return (
    <div className="article">
      <div className={`article-column ${className}`} {...props} />
    </div>
  );
}
