import { Button } from '@mantine/core';
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import IconCalendarClock from '@tabler/icons-react/dist/esm/icons/IconCalendarClock.mjs';
import IconChecks from '@tabler/icons-react/dist/esm/icons/IconChecks.mjs';
import IconNews from '@tabler/icons-react/dist/esm/icons/IconNews.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleView } from '../../../domain/contract/article-views.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

type ArticleListEmptyProps = {
  view: ArticleView;
  isFiltered: boolean;
  onClear: () => void;
  onWrite: () => void;
};

export function ArticleListEmpty({ view, isFiltered, onClear, onWrite }: ArticleListEmptyProps) {
  const { t } = useTranslation(['articles', 'filters']);
  if (isFiltered) {
    return (
      <EmptyState
        icon={<IconSearch {...iconSize} />}
        title={t('empty.filteredTitle')}
        text={t('empty.filteredText')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('filters:clear')}
          </Button>
        }
      />
    );
  }
  const Icon = icons[view];
  return (
    <EmptyState
      icon={<Icon {...iconSize} />}
      title={t(`empty.${view}.title`)}
      text={t(`empty.${view}.text`)}
      action={view === 'mine' || view === 'all' ? <Button onClick={onWrite}>{t('write')}</Button> : undefined}
    />
  );
}

const iconSize = { size: 36, stroke: 1.25, 'aria-hidden': true } as const;

const icons: Record<ArticleView, ComponentType<typeof iconSize>> = {
  mine: IconPencil,
  returned: IconArrowBackUp,
  review: IconChecks,
  scheduled: IconCalendarClock,
  published: IconWorld,
  all: IconNews,
  trash: IconTrash,
};
