import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BlockChange, BlockDetail } from '../../../domain/compare/blocks.ts';
import type { Mark, Run } from '../../../domain/compare/inline.ts';
import styles from './change.module.css';
import { keyed } from './keyed.ts';

/** More mark changes than this are summarized. */
const namedMax = 6;

/** The changes of a block other than its text, as a list. */
export function BlockDetails({ block }: { block: BlockChange }) {
  const { t } = useTranslation('revisions');
  const lines = block.details.flatMap((detail) =>
    detail === 'marks' ? marksLines(t, block) : [detailLine(t, block, detail)],
  );
  if (lines.length === 0) return null;
  return (
    <ul className={styles.details}>
      {keyed(lines, (line) => line).map(([key, line]) => (
        <li key={key}>{line}</li>
      ))}
    </ul>
  );
}

type T = TFunction<'revisions'>;

function detailLine(
  t: T,
  { type, typeBefore, attrs, attrsBefore }: BlockChange,
  detail: BlockDetail,
): string {
  switch (detail) {
    case 'type':
      return t('detail.type', { before: typeName(t, typeBefore), after: typeName(t, type) });
    case 'level':
      return t('detail.level', { before: levelOf(attrsBefore), after: levelOf(attrs) });
    case 'layout':
      return t('detail.layout', { before: layoutName(t, attrsBefore), after: layoutName(t, attrs) });
    case 'numbering':
      return t('detail.numbering', { before: String(attrsBefore.start), after: String(attrs.start) });
    default:
      return t(`detail.${detail}`);
  }
}

function typeName(t: T, type: string): string {
  return type === 'paragraph' || type === 'heading' ? t(`type.${type}`) : t('type.other');
}

/** The level as shown on the desk: the first below the title is 1. */
const levelOf = ({ level }: BlockChange['attrs']) => String(typeof level === 'number' ? level - 1 : '');

function layoutName(t: T, { layout }: BlockChange['attrs']): string {
  const known = (['center', 'wide', 'left', 'right'] as const).find((name) => name === layout);
  return known ? t(`layout.${known}`) : '';
}

function marksLines(t: T, block: BlockChange): string[] {
  const reset = runsOf(block).filter((run) => run.marksBefore !== undefined && run.text.trim() !== '');
  if (reset.length > namedMax) return [t('detail.marks')];
  return reset.map(({ text, marksBefore = [], marks }) =>
    t('marks.change', { text: text.trim(), before: marksName(t, marksBefore), after: marksName(t, marks) }),
  );
}

function runsOf({ runs, children }: BlockChange): Run[] {
  return [...runs, ...children.flatMap(runsOf)];
}

function marksName(t: T, marks: readonly Mark[]): string {
  if (marks.length === 0) return t('marks.plain');
  return marks.map((mark) => markName(t, mark)).join(', ');
}

function markName(t: T, { type, attrs }: Mark): string {
  switch (type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'subscript':
    case 'superscript':
      return t(`marks.${type}`);
    default:
      return t('marks.link', { href: String(attrs?.href ?? '') });
  }
}
