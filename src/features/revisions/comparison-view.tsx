import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockChange, isChange } from '../../../domain/compare/blocks.ts';
import { type Comparison, isChanged } from '../../../domain/compare/compare.ts';
import type { Part } from '../../../domain/compare/word-diff.ts';
import type { RestoredPart } from '../../../domain/contract/revisions.ts';
import type { CompareView } from '../../lib/search-params/compare.ts';
import { Block } from './block.tsx';
import { BlockDetails } from './block-details.tsx';
import changeStyles from './change.module.css';
import { Change } from './change.tsx';
import { kindOf } from './change-kinds.tsx';
import styles from './comparison-view.module.css';
import { FieldChanges } from './field-changes.tsx';
import { keyed } from './keyed.ts';
import { Runs } from './runs.tsx';

/** Restores parts of the older version; undefined where that is not allowed. */
type Restoring = {
  onRestore: (part: RestoredPart, blockId?: string) => void;
  /** `title`, `lead`, or the id of a block. */
  pending: string | undefined;
};

type ComparisonViewProps = {
  comparison: Comparison;
  view: CompareView;
  /** Hides unchanged blocks. */
  isBrief?: boolean;
  restoring?: Restoring | undefined;
};

/** Unchanged blocks shown on each side of a change; more are collapsed. */
const contextBlocks = 1;

/** All changes: fields first, then the content in document order. */
export function ComparisonView({ comparison, view, isBrief = false, restoring }: ComparisonViewProps) {
  const { t } = useTranslation('revisions');
  const fieldsId = useId();
  const { fields } = comparison;
  const [title, lead] = [comparison.title, comparison.lead].map((parts) =>
    isBrief && !isChanged(parts) ? [] : parts,
  );
  const blocks = isBrief ? comparison.blocks.filter(isChange) : comparison.blocks;
  return (
    <div className={styles.view} data-view={view}>
      {fields.length > 0 && (
        <section className={styles.fields} aria-labelledby={fieldsId}>
          <h2 id={fieldsId} className={styles.heading}>
            {t('compared.fields')}
          </h2>
          <FieldChanges changes={fields} />
        </section>
      )}
      <div lang="vi">
        <FieldLine part="title" parts={title} view={view} restoring={restoring} />
        <FieldLine part="lead" parts={lead} view={view} restoring={restoring} />
        {keyed(groupsOf(blocks), (group) => group[0]?.id ?? '').map(([key, group]) =>
          group.length === 1 && group[0] ? (
            <OneBlock key={key} block={group[0]} view={view} restoring={restoring} />
          ) : (
            <Folded key={key} blocks={group} view={view} />
          ),
        )}
      </div>
    </div>
  );
}

type FieldLineProps = Pick<ComparisonViewProps, 'view' | 'restoring'> & {
  part: 'title' | 'lead';
  parts: Part[] | undefined;
};

function FieldLine({ part, parts, view, restoring }: FieldLineProps) {
  const { t } = useTranslation('revisions');
  if (!parts || parts.length === 0) return null;
  const line = (side: 'both' | 'before' | 'after') => (
    <p className={changeStyles[part]}>
      <Runs runs={parts} side={side} />
    </p>
  );
  if (!isChanged(parts)) return <Same view={view}>{line('after')}</Same>;
  return (
    <Change
      kind="changed"
      label={t(`change.${part}`, { kind: t('legend.changed') })}
      view={view}
      restore={
        restoring && {
          label: t(`restore.${part}Back`),
          isBusy: restoring.pending === part,
          onRestore: () => restoring.onRestore(part),
        }
      }
    >
      {line}
    </Change>
  );
}

type OneBlockProps = Pick<ComparisonViewProps, 'view' | 'restoring'> & { block: BlockChange };

function OneBlock({ block, view, restoring }: OneBlockProps) {
  const { t } = useTranslation('revisions');
  if (!isChange(block)) {
    return (
      <Same view={view}>
        <Block block={block} side="after" />
      </Same>
    );
  }
  const kind = kindOf(block);
  const label = t(`legend.${kind}`);
  const kindLabel = block.isMoved && kind !== 'moved' ? t('change.movedToo', { kind: label }) : label;
  // An added block does not exist in the older version.
  const isThere = block.kind !== 'added' && block.id !== null && block.id === block.idBefore;
  return (
    <Change
      kind={kind}
      label={t(`change.${nameOf(block)}`, { kind: kindLabel })}
      view={view}
      details={<BlockDetails block={block} />}
      restore={
        restoring && isThere
          ? {
              label: t('restore.block'),
              isBusy: restoring.pending === block.id,
              onRestore: () => restoring.onRestore('block', block.id ?? ''),
            }
          : undefined
      }
    >
      {(side) => <Block block={block} side={side} />}
    </Change>
  );
}

/** An unchanged block, shown in both columns and hidden from screen readers in one. */
function Same({ view, children }: { view: CompareView; children: ReactNode }) {
  if (view === 'inline') return <div className={styles.same}>{children}</div>;
  return (
    <div className={`${styles.same} ${changeStyles.sides}`}>
      <div aria-hidden="true">{children}</div>
      <div>{children}</div>
    </div>
  );
}

const named = [
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'figure',
  'upload',
  'table',
  'horizontalRule',
] as const;
const nameOf = ({ type }: BlockChange) => named.find((name) => name === type) ?? 'other';

/** Collapsed unchanged blocks. */
function Folded({ blocks, view }: { blocks: BlockChange[]; view: CompareView }) {
  const { t } = useTranslation('revisions');
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) {
    return keyed(blocks, ({ id, type }) => id ?? type).map(([key, block]) => (
      <OneBlock key={key} block={block} view={view} />
    ));
  }
  return (
    <div className={styles.folded}>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setIsOpen(true)}>
        {t('compared.unchanged', { count: blocks.length })}
      </Button>
    </div>
  );
}

/** Groups runs of unchanged blocks that are far from any change. */
function groupsOf(blocks: readonly BlockChange[]): BlockChange[][] {
  const changed = blocks.flatMap((block, index) => (isChange(block) ? [index] : []));
  const isNear = (index: number) => changed.some((place) => Math.abs(place - index) <= contextBlocks);
  const groups: BlockChange[][] = [];
  let isFar = false;
  blocks.forEach((block, index) => {
    const last = groups.at(-1);
    if (isNear(index) || !isFar || !last) groups.push([block]);
    else last.push(block);
    isFar = !isNear(index);
  });
  return groups;
}
