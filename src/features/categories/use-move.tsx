import { isDefinedError } from '@orpc/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { childrenOf } from '../../../domain/category-tree.ts';
import type { Category } from '../../../domain/contract/categories.ts';
import { type ApiErrors, api } from '../../lib/api.ts';
import { dismissToast, notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { movedTo, positionOf, type TreeChange, type TreePosition, treeChanges } from './tree-position.ts';
import { UndoToast } from './undo-toast.tsx';
import { usePositionText } from './use-position-text.ts';

const treeKey = api.categories.list.queryKey();

/** The errors of the procedures that change the tree. */
export type TreeError = ApiErrors['categories']['move' | 'merge' | 'remove'];

/**
 * Moves categories with an optimistic update. On an outdated tree (412) the move is reverted and `othersChanges` lists
 * what changed. The last move can be undone from its toast, or by `undo`.
 */
export function useMove(onMoved: (id: string) => void) {
  const { t } = useTranslation('categories');
  const positionText = usePositionText();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(api.categories.move.mutationOptions());
  const [othersChanges, setOthersChanges] = useState<TreeChange[]>([]);
  const lastMove = useRef<{ toastId: string; undo: () => void } | null>(null);

  /** On an outdated tree (412): replaces the cached tree and lists what changed. Returns whether it was that error. */
  const handleStale = (error: TreeError, shown: readonly Category[]): boolean => {
    if (!isDefinedError(error) || error.code !== 'stale') return false;
    const { current } = error.data;
    queryClient.setQueryData(treeKey, current);
    setOthersChanges(treeChanges(shown, current.items));
    return true;
  };

  const dismissLastMove = () => {
    if (lastMove.current) void dismissToast(lastMove.current.toastId);
    lastMove.current = null;
  };

  const move = (category: Category, target: TreePosition, isUndo = false) => {
    const before = queryClient.getQueryData(treeKey);
    if (!before || isPending) return;
    const { id, name } = category;
    const previousPosition = positionOf(before.items, before.items.find((one) => one.id === id) ?? category);
    dismissLastMove();
    queryClient.setQueryData(treeKey, { ...before, items: movedTo(before.items, id, target) });
    onMoved(id);
    mutate(
      { params: { id }, headers: { 'if-match': before.etag }, body: target },
      {
        onSuccess: (tree) => {
          queryClient.setQueryData(treeKey, tree);
          setOthersChanges([]);
          if (tree.etag === before.etag) return;
          if (isUndo) return void notify({ message: t('move.undone', { name }) });
          const siblings = childrenOf(tree.items, target.parentId);
          const position = siblings.findIndex((one) => one.id === id) + 1;
          const text = t('move.done', {
            name,
            position,
            count: siblings.length,
            where: positionText(tree.items, target.parentId),
          });
          const undo = () => move(category, previousPosition, true);
          const toastId = crypto.randomUUID();
          lastMove.current = { toastId, undo };
          void notify({ id: toastId, message: <UndoToast text={text} onUndo={undo} /> });
        },
        onError: (error) => {
          queryClient.setQueryData(treeKey, before);
          if (handleStale(error, before.items)) return;
          const { fields } = toProblem(error);
          const reason = fields?.slug ?? fields?.parentId;
          if (
            reason === 'taken' ||
            reason === 'too-many' ||
            reason === 'not-allowed' ||
            reason === 'unknown'
          ) {
            void notify({ title: t('move.failed'), message: t(`refused.${reason}`), tone: 'bad' });
          } else notifyProblem(error, t('move.failed'));
        },
        onSettled: () => void queryClient.invalidateQueries({ queryKey: api.categories.key() }),
      },
    );
  };

  return {
    move: (category: Category, target: TreePosition) => move(category, target),
    undo: () => lastMove.current?.undo(),
    handleStale,
    othersChanges,
    dismissOthersChanges: () => setOthersChanges([]),
  };
}
