import {
  AssistiveDndState,
  dragAndDropFeature,
  hotkeysCoreFeature,
  type ItemInstance,
  isOrderedDragTarget,
  keyboardDragAndDropFeature,
  syncDataLoaderFeature,
} from '@headless-tree/core';
import { useTree } from '@headless-tree/react';
import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type Ref, useImperativeHandle, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { childrenOf, problemOfParent } from '../../../domain/category-tree.ts';
import type { Category, CategoryCounts } from '../../../domain/contract/categories.ts';
import type { RowAction } from './row-menu.tsx';
import { type Direction, stepFrom, type TreePosition } from './tree-position.ts';
import { TreeRow } from './tree-row.tsx';
import styles from './tree-view.module.css';
import { usePositionText } from './use-position-text.ts';

/** The id of the invisible root item. */
const rootId = 'top';
/** Pixels per level; the same as in the style sheet. */
const indent = 24;

export type TreeViewHandle = { focus: (id: string) => void };

type TreeViewProps = {
  ref?: Ref<TreeViewHandle>;
  categories: readonly Category[];
  counts: ReadonlyMap<string, CategoryCounts>;
  selectedId: string | null;
  onMove: (category: Category, target: TreePosition) => void;
  onAction: (category: Category, action: RowAction) => void;
};

/** The category tree (ARIA tree): navigated and reordered by keyboard, drag and drop, or each row's menu. */
export function TreeView({ ref, categories, counts, selectedId, onMove, onAction }: TreeViewProps) {
  const { t } = useTranslation('categories');
  const positionText = usePositionText();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(selectedId);
  const [message, setMessage] = useState('');
  const byId = useMemo(() => new Map(categories.map((category) => [category.id, category])), [categories]);
  // A new array makes the tree reload its data, so it is memoized.
  const expandedItems = useMemo(() => {
    const parents = new Set(categories.map(({ parentId }) => parentId));
    return categories.filter(({ id }) => parents.has(id) && !collapsed.has(id)).map(({ id }) => id);
  }, [categories, collapsed]);

  const step = (id: string, direction: Direction) => {
    const category = byId.get(id);
    if (!category) return;
    const target = stepFrom(categories, category, direction);
    const problem = target && problemOfParent(categories, id, target.parentId);
    if (target && !problem) {
      setMessage('');
      onMove(category, target);
    } else
      setMessage(
        problem
          ? t(`refused.${refusalOf(problem)}`)
          : t(`move.${noStepKeys[direction]}`, { name: category.name }),
      );
  };

  const tree = useTree<Category>({
    rootItemId: rootId,
    state: {
      expandedItems,
      focusedItem: focused && byId.has(focused) ? focused : (categories[0]?.id ?? null),
    },
    setExpandedItems: (change) => {
      const open = new Set(typeof change === 'function' ? change(expandedItems) : change);
      setCollapsed(new Set(categories.map(({ id }) => id).filter((id) => !open.has(id))));
    },
    setFocusedItem: (change) =>
      setFocused((before) => (typeof change === 'function' ? change(before) : change)),
    dataLoader: {
      // A deleted item is still requested until the tree has reloaded its data.
      getItem: (id) => byId.get(id) ?? { ...missingCategory, id },
      getChildren: (id) => childrenOf(categories, id === rootId ? null : id).map((child) => child.id),
    },
    isItemFolder: (item) => categories.some(({ parentId }) => parentId === item.getId()),
    getItemName: (item) => labelOf(item.getItemData()),
    indent,
    canReorder: true,
    canDrop: ([item], target) =>
      item !== undefined && problemOfParent(categories, item.getId(), parentOf(target.item)) === null,
    onDrop: ([item], target) => {
      const category = item && byId.get(item.getId());
      if (!category) return;
      const parentId = parentOf(target.item);
      const siblings = childrenOf(categories, parentId).filter(({ id }) => id !== category.id);
      const before = isOrderedDragTarget(target) ? siblings[target.insertionIndex] : undefined;
      onMove(category, { parentId, beforeId: before?.id ?? null });
    },
    hotkeys: {
      cancelDrag: {
        hotkey: 'Escape',
        isEnabled: (dragged) => Boolean(dragged.getState().dnd),
        handler: (_event, dragged) => {
          dragged.stopKeyboardDrag();
          setMessage(t('move.cancelled'));
        },
      },
    },
    features: [syncDataLoaderFeature, hotkeysCoreFeature, dragAndDropFeature, keyboardDragAndDropFeature],
  });

  useImperativeHandle(ref, () => ({
    focus: (id) => {
      setFocused(id);
      tree.getItemInstance(id).setFocused();
      tree.updateDomFocus();
    },
  }));

  /** Keys on the row itself, not on its controls. Captured before the tree's hotkeys, which ignore Alt. */
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const isRow = event.target instanceof Element && event.target.getAttribute('role') === 'treeitem';
    const category = byId.get(tree.getFocusedItem()?.getId() ?? '');
    if (!isRow || !category || tree.getState().dnd) return;
    const direction = event.altKey ? arrows[event.key] : undefined;
    const isOpening = !event.altKey && !event.ctrlKey && (event.key === 'Enter' || event.key === ' ');
    if (!direction && !isOpening) return;
    event.preventDefault();
    event.stopPropagation();
    if (direction) step(category.id, direction);
    else onAction(category, 'edit');
  };

  /** The accessible name, starting with the visible text: `Kinh tế 12 bài, Đang ẩn`. */
  function labelOf({ id, name, isHidden }: Category): string {
    const articles = counts.get(id)?.articles;
    const known = articles === undefined ? name : `${name} ${t('articles', { count: articles })}`;
    return isHidden ? `${known}, ${t('row.hidden')}` : known;
  }

  return (
    <>
      <div {...tree.getContainerProps(t('tree'))} className={styles.tree} onKeyDownCapture={handleKeyDown}>
        {tree.getItems().map((item) => (
          <TreeRow
            key={item.getId()}
            item={item}
            all={categories}
            counts={counts.get(item.getId())}
            isSelected={item.getId() === selectedId}
            onAction={(action) => {
              if (isDirection(action)) step(item.getId(), action);
              else onAction(item.getItemData(), action);
            }}
          />
        ))}
        <div className={styles.dropLine} style={tree.getDragLineStyle(-1, 0)} />
      </div>
      <VisuallyHidden aria-live="assertive">{dragAnnouncement() || message}</VisuallyHidden>
    </>
  );

  /** Announces the drop position during a keyboard drag. */
  function dragAnnouncement(): string {
    const { dnd, assistiveDndState } = tree.getState();
    const target = dnd?.dragTarget;
    const name = dnd?.draggedItems?.[0]?.getItemData().name;
    if (!target || name === undefined || !assistiveDndState) return '';
    const place = isOrderedDragTarget(target)
      ? t('move.between', {
          position: target.insertionIndex + 1,
          where: positionText(categories, parentOf(target.item)),
        })
      : t('move.inside', { parent: target.item.getItemData().name });
    return assistiveDndState === AssistiveDndState.Started ? t('move.started', { name, place }) : place;
  }
}

const missingCategory: Category = {
  id: '',
  parentId: null,
  name: '',
  slug: '',
  path: '',
  description: '',
  color: null,
  isHidden: false,
  position: 0,
  etag: '',
};

const noStepKeys = { up: 'first', down: 'last', in: 'noneBefore', out: 'isTop' } as const;

const isDirection = (action: RowAction): action is Direction => action in noStepKeys;

const refusals = ['not-allowed', 'too-many', 'taken'] as const;
const refusalOf = (code: string) => refusals.find((known) => known === code) ?? 'unknown';

const parentOf = (item: ItemInstance<Category>): string | null =>
  item.getId() === rootId ? null : item.getId();

const arrows: Partial<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};
