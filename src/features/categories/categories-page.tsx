import { Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Category } from '../../../domain/contract/categories.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import styles from './categories-page.module.css';
import { CategoryPanel, type Opened } from './category-panel.tsx';
import { ChangesBanner } from './changes-banner.tsx';
import { MoveAllDialog } from './move-all-dialog.tsx';
import type { RowAction } from './row-menu.tsx';
import { TreeSkeleton } from './tree-skeleton.tsx';
import { TreeView, type TreeViewHandle } from './tree-view.tsx';
import { useMove } from './use-move.tsx';

/** The category tree with the form of the selected one. */
export function CategoriesPage() {
  const { t } = useTranslation(['categories', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const location = useLocation();
  const isPhone = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const treeRef = useRef<TreeViewHandle>(null);
  const [asking, setAsking] = useState<{ kind: 'merge' | 'remove'; id: string } | null>(null);
  const list = useQuery(api.categories.list.queryOptions({ refetchOnMount: 'always' }));
  const { data: counted } = useQuery(api.categories.counts.queryOptions({ refetchOnMount: 'always' }));
  const update = useMutation(api.categories.update.mutationOptions());
  const { move, undo, handleStale, othersChanges, dismissOthersChanges } = useMove((id) =>
    treeRef.current?.focus(id),
  );
  useShortcuts([['mod+Z', undo]]);

  const counts = new Map(counted?.items.map((one) => [one.categoryId, one]));
  const all = list.data?.items ?? [];
  const get = (id: string | null) => all.find((category) => category.id === id) ?? null;
  const opened = list.data ? openedBy(params, get) : null;
  const selectedId = opened?.kind === 'edit' ? opened.category.id : null;
  const asked = asking && get(asking.id);

  const show = (
    open: Parameters<typeof paths.categories>[0],
    options?: { replace?: boolean; state?: FormWish },
  ) => navigate(paths.categories(open), { ...options, preventScrollReset: true });

  const handleAction = (category: Category, action: RowAction) => {
    const { id, name } = category;
    if (action === 'view') void show({ id });
    if (action === 'edit') void show({ id }, { state: { isFocused: true } });
    if (action === 'addBelow') void show({ newBelow: id }, { state: { isFocused: true } });
    if (action === 'merge' || action === 'remove') setAsking({ kind: action, id });
    if (action === 'toggleHidden') {
      const isHidden = !category.isHidden;
      update.mutate(
        { params: { id }, headers: { 'if-match': category.etag }, body: { isHidden } },
        {
          onSuccess: () => void notify({ message: t(isHidden ? 'form.hidden' : 'form.shown', { name }) }),
          onError: (error) => notifyProblem(error, t('form.failed')),
          onSettled: () => void queryClient.invalidateQueries({ queryKey: api.categories.key() }),
        },
      );
    }
  };

  const handleSaved = async (saved: Category) => {
    if (opened?.kind !== 'new') return isPhone && show({}, { replace: true });
    // The tree must contain the new row before it is selected.
    await queryClient.refetchQueries({ queryKey: api.categories.list.key() });
    await show(isPhone ? {} : { id: saved.id }, { replace: true });
    treeRef.current?.focus(saved.id);
  };

  /** Escape returns from the form to its row. */
  const handlePanelKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selectedId) treeRef.current?.focus(selectedId);
  };

  const panel = opened && (
    <CategoryPanel
      opened={opened}
      counts={selectedId ? counts.get(selectedId) : undefined}
      canMerge={all.length > 1}
      focusKey={(location.state as FormWish | null)?.isFocused ? location.key : null}
      onSaved={(saved) => void handleSaved(saved)}
      onAsk={(kind, category) => setAsking({ kind, id: category.id })}
    />
  );
  const panelTitle = opened ? titleOf(opened, t) : t('form.label');

  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')}>
        <Button
          size="md"
          leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => void show({ newBelow: 'top' }, { state: { isFocused: true } })}
        >
          {t('add')}
        </Button>
      </PageHeader>
      <div className={styles.parts}>
        <div className={styles.treePart}>
          {othersChanges.length > 0 && (
            <ChangesBanner changes={othersChanges} onClose={dismissOthersChanges} />
          )}
          {list.isPending && <TreeSkeleton label={t('loading')} />}
          {list.isError && !list.data && <LoadError title={t('failed')} query={list} />}
          {list.data && all.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
          {all.length > 0 && (
            <>
              <TreeView
                ref={treeRef}
                categories={all}
                counts={counts}
                selectedId={selectedId}
                onMove={move}
                onAction={handleAction}
              />
              <p className={styles.keys}>{t('keys')}</p>
              <p className={styles.keysTouch}>{t('keysTouch')}</p>
            </>
          )}
        </div>
        {isPhone ? (
          <Drawer
            opened={opened !== null}
            onClose={() => void show({})}
            position="bottom"
            size="88%"
            title={panelTitle}
            closeButtonProps={{ 'aria-label': t('common:close') }}
          >
            {panel}
          </Drawer>
        ) : (
          <section className={styles.panel} aria-label={t('form.label')} onKeyDown={handlePanelKey}>
            {panel ? (
              <>
                <h2 className={styles.panelTitle}>{panelTitle}</h2>
                {panel}
              </>
            ) : (
              <EmptyState title={t('form.choose')} text={t('form.chooseText')} />
            )}
          </section>
        )}
      </div>
      {asking && asked && list.data && (
        <MoveAllDialog
          kind={asking.kind}
          category={asked}
          tree={list.data}
          counts={counts.get(asked.id)}
          onStale={(error) => handleStale(error, all)}
          onDone={() => {
            setAsking(null);
            if (selectedId === asked.id) void show({}, { replace: true });
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

/** History state: whether the form takes the focus when it opens. */
type FormWish = { isFocused: boolean };

function openedBy(params: URLSearchParams, get: (id: string | null) => Category | null): Opened | null {
  const below = params.get('newBelow');
  if (below !== null) {
    const parent = get(below);
    return below === 'top' || parent ? { kind: 'new', parent } : { kind: 'gone' };
  }
  const id = params.get('id');
  if (id === null) return null;
  const category = get(id);
  return category ? { kind: 'edit', category, parent: get(category.parentId) } : { kind: 'gone' };
}

function titleOf(opened: Opened, t: ReturnType<typeof useTranslation<'categories'>>['t']): string {
  if (opened.kind === 'edit') return opened.category.name;
  if (opened.kind === 'gone') return t('form.label');
  return opened.parent ? t('form.newBelow', { name: opened.parent.name }) : t('form.new');
}
