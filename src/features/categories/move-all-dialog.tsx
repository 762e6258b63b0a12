import { Button, Modal, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { childrenOf, problemOfMerge, subtreeOf } from '../../../domain/category-tree.ts';
import type { Category, CategoryCounts, CategoryTree } from '../../../domain/contract/categories.ts';
import { api } from '../../lib/api.ts';
import { categoryOptions } from '../../lib/category-options.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import styles from './move-all-dialog.module.css';
import type { TreeError } from './use-move.tsx';

type MoveAllDialogProps = {
  kind: 'merge' | 'remove';
  category: Category;
  tree: CategoryTree;
  counts: CategoryCounts | undefined;
  /** Shows the conflict and returns true when the tree was outdated (412). */
  onStale: (error: TreeError) => boolean;
  onDone: () => void;
  onClose: () => void;
};

/** Merges a category into another one, or deletes it and moves its content. */
export function MoveAllDialog(props: MoveAllDialogProps) {
  const { kind, category, tree, counts, onStale, onDone, onClose } = props;
  const { t } = useTranslation(['categories', 'common']);
  const queryClient = useQueryClient();
  const [targetId, setTargetId] = useState<string | null>(null);
  const merge = useMutation(api.categories.merge.mutationOptions());
  const remove = useMutation(api.categories.remove.mutationOptions());
  const { id, name } = category;
  const children = childrenOf(tree.items, id);
  const isMoving = kind === 'merge' || children.length > 0 || counts?.isUsed !== false;
  const branch = new Set(subtreeOf(tree.items, id).map((one) => one.id));
  const options = categoryOptions(tree.items).filter(({ value }) => !branch.has(value));
  const target = tree.items.find((one) => one.id === targetId);
  const problem = target && problemOfMerge(tree.items, id, target.id);

  const outcome = {
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.categories.key() });
      // Articles were moved to another category.
      void queryClient.invalidateQueries({ queryKey: api.articles.key() });
      void notify({ message: t(`${kind}.done`, { name, target: target?.name ?? '' }) });
      onDone();
    },
    onError: (error: TreeError) => {
      if (onStale(error)) onClose();
      else notifyProblem(error, t(`${kind}.failed`));
    },
  };
  const handleConfirm = () => {
    const asked = { params: { id }, headers: { 'if-match': tree.etag } };
    if (kind === 'merge' && target) merge.mutate({ ...asked, body: { intoId: target.id } }, outcome);
    if (kind === 'remove') remove.mutate({ ...asked, query: target ? { moveTo: target.id } : {} }, outcome);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`${kind}.title`, { name })}
      size="30rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p className={styles.text}>
        {kind === 'merge' ? t('merge.text', { name }) : t(isMoving ? 'remove.textUsed' : 'remove.text')}
      </p>
      {isMoving && (
        <>
          <Affected counts={counts} subcategories={children} />
          <Select
            label={t(`${kind}.label`)}
            placeholder={t('choosePlaceholder')}
            data={options}
            value={targetId}
            onChange={setTargetId}
            searchable
            nothingFoundMessage={t('nothingFound')}
            error={problem && t(`refused.${knownReason(problem)}`)}
            openOnFocus={false}
            data-autofocus
          />
        </>
      )}
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose} data-autofocus={isMoving ? undefined : true}>
          {t('common:cancel')}
        </Button>
        <Button
          onClick={handleConfirm}
          disabled={isMoving && (!target || Boolean(problem))}
          loading={merge.isPending || remove.isPending}
        >
          {t(kind === 'merge' ? 'merge.confirm' : isMoving ? 'remove.confirmMove' : 'remove.confirm')}
        </Button>
      </div>
    </Modal>
  );
}

type AffectedProps = { counts: CategoryCounts | undefined; subcategories: Category[] };

/** The articles and sub-categories that are affected. */
function Affected({ counts, subcategories }: AffectedProps) {
  const { t } = useTranslation('categories');
  const articles = counts?.articles ?? 0;
  const isPast = counts?.isUsed === true && articles === 0;
  const names = subcategories.map((child) => child.name).join(', ');
  if (articles === 0 && subcategories.length === 0 && !isPast) return null;
  return (
    <ul className={styles.affected}>
      {articles > 0 && (
        <li>{t('affected.articles', { count: articles, published: counts?.published ?? 0 })}</li>
      )}
      {subcategories.length > 0 && <li>{t('affected.children', { count: subcategories.length, names })}</li>}
      {isPast && <li>{t('affected.past')}</li>}
    </ul>
  );
}

const reasons = ['not-allowed', 'too-many', 'taken'] as const;
const knownReason = (code: string) => reasons.find((reason) => reason === code) ?? 'unknown';
