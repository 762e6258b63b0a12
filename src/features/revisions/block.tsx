import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockChange } from '../../../domain/compare/blocks.ts';
import styles from './block.module.css';
import { FigureBlock } from './figure-block.tsx';
import { keyed } from './keyed.ts';
import { Runs, type Side } from './runs.tsx';

type BlockProps = { block: BlockChange; side: Side };

/** A rendered block with its changes; of one version, or of both merged. */
export function Block({ block, side }: BlockProps) {
  const { t } = useTranslation('revisions');
  const isOld = side === 'before';
  const type = isOld ? block.typeBefore : block.type;
  const attrs = isOld ? block.attrsBefore : block.attrs;
  const text = <Runs runs={block.runs} side={side} />;
  const inside = <Inside block={block} side={side} />;
  switch (type) {
    case 'heading':
      return <Heading level={attrs.level}>{text}</Heading>;
    case 'bulletList':
      return <ul className={styles.list}>{inside}</ul>;
    case 'orderedList':
      return (
        <ol className={styles.list} {...(typeof attrs.start === 'number' && { start: attrs.start })}>
          {inside}
        </ol>
      );
    case 'listItem':
      return <li data-kind={kindIn(block)}>{inside}</li>;
    case 'blockquote':
      return <blockquote className={styles.quote}>{inside}</blockquote>;
    case 'attribution':
      return block.runs.length > 0 ? <cite className={styles.cite}>{text}</cite> : null;
    case 'table':
      return (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <tbody>{inside}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr data-kind={kindIn(block)}>{inside}</tr>;
    case 'tableHeader':
      return <th {...spans(attrs)}>{inside}</th>;
    case 'tableCell':
      return <td {...spans(attrs)}>{inside}</td>;
    case 'figure':
      return <FigureBlock figure={block} side={side} />;
    case 'horizontalRule':
      return <hr className={styles.rule} />;
    case 'upload':
      return <p className={styles.upload}>{t('uploading')}</p>;
    default:
      return <p className={styles.paragraph}>{text}</p>;
  }
}

function Inside({ block, side }: BlockProps) {
  const gone = side === 'before' ? 'added' : side === 'after' ? 'removed' : null;
  const shown = block.children.filter(({ kind }) => kind !== gone);
  return keyed(shown, ({ id, type }) => id ?? type).map(([key, child]) => (
    <Fragment key={key}>
      <Block block={child} side={side} />
    </Fragment>
  ));
}

/** The change of a list item or table row as a whole; text inside is marked by its runs. */
function kindIn({ kind, isMoved }: BlockChange): string | undefined {
  if (isMoved) return 'moved';
  return kind === 'added' || kind === 'removed' ? kind : undefined;
}

function Heading({ level, children }: { level: unknown; children: React.ReactNode }) {
  // One level deeper than in the article, below the page's own headings.
  const Tag = level === 4 ? 'h5' : level === 3 ? 'h4' : 'h3';
  return <Tag className={styles.heading}>{children}</Tag>;
}

function spans({ colspan, rowspan }: BlockChange['attrs']) {
  return {
    ...(typeof colspan === 'number' && colspan > 1 && { colSpan: colspan }),
    ...(typeof rowspan === 'number' && rowspan > 1 && { rowSpan: rowspan }),
  };
}
