import { ActionIcon, Select, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import styles from './related-field.module.css';
import { useArticleTitles } from './use-article-titles.ts';

type RelatedFieldProps = {
  /** The article being edited, which is not offered. */
  articleId: string;
  ids: string[];
  isReadOnly: boolean;
  error: ReactNode;
  onChange: (ids: string[]) => void;
};

/** The articles listed as other news below this one: searched by text, ordered by buttons. */
export function RelatedField({ articleId, ids, isReadOnly, error, onChange }: RelatedFieldProps) {
  const { t } = useTranslation('editing');
  const chosen = useArticleTitles(ids);
  const list = useRef<HTMLOListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const returnTo = useRef<{ id: string; name: 'up' | 'down' } | null>(null);
  const [announcement, setAnnouncement] = useState('');

  // The focus follows the moved row, to a button that is still enabled.
  useLayoutEffect(() => {
    const wanted = returnTo.current;
    returnTo.current = null;
    const row = wanted && list.current?.querySelector(`[data-id="${wanted.id}"]`);
    if (!row) return;
    const other = wanted.name === 'up' ? 'down' : 'up';
    const button = [wanted.name, other]
      .map((name) => row.querySelector<HTMLButtonElement>(`[data-move="${name}"]`))
      .find((found) => found && !found.disabled);
    button?.focus();
  });

  const move = (index: number, step: -1 | 1) => {
    const id = ids[index];
    if (id === undefined) return;
    returnTo.current = { id, name: step === -1 ? 'up' : 'down' };
    setAnnouncement(t('related.moved', { place: index + step + 1, count: ids.length }));
    onChange(ids.with(index, ids[index + step] ?? id).with(index + step, id));
  };
  const remove = (id: string) => {
    onChange(ids.filter((other) => other !== id));
    setAnnouncement(t('related.removed'));
    search.current?.focus();
  };
  const titleOf = ({ title, isLoading }: (typeof chosen)[number]) =>
    title || (isLoading ? '…' : t('related.closed'));

  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{t('fields.related')}</legend>
      {chosen.length > 0 && (
        <ol ref={list} className={styles.list}>
          {chosen.map((article, index) => (
            <li key={article.id} data-id={article.id} className={styles.row}>
              <span className={styles.title}>
                {titleOf(article)}
                {article.title !== undefined && !article.isPublished && (
                  <span className={styles.note}>{t('related.notPublished')}</span>
                )}
              </span>
              {!isReadOnly && (
                <span className={styles.buttons}>
                  <ActionIcon
                    data-move="up"
                    variant="subtle"
                    color="gray"
                    size={28}
                    disabled={index === 0}
                    aria-label={t('related.up', { title: titleOf(article) })}
                    onClick={() => move(index, -1)}
                  >
                    <IconArrowUp size={16} stroke={1.5} aria-hidden="true" />
                  </ActionIcon>
                  <ActionIcon
                    data-move="down"
                    variant="subtle"
                    color="gray"
                    size={28}
                    disabled={index === chosen.length - 1}
                    aria-label={t('related.down', { title: titleOf(article) })}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={16} stroke={1.5} aria-hidden="true" />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={28}
                    aria-label={t('related.remove', { title: titleOf(article) })}
                    onClick={() => remove(article.id)}
                  >
                    <IconX size={16} stroke={1.5} aria-hidden="true" />
                  </ActionIcon>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {!isReadOnly && ids.length < limits.relatedMax && (
        <RelatedSearch
          ref={search}
          hiddenIds={[articleId, ...ids]}
          error={error}
          onChoose={(id) => onChange([...ids, id])}
        />
      )}
      {isReadOnly && ids.length === 0 && <p className={styles.hint}>{t('related.none')}</p>}
      {!isReadOnly && (
        <p className={styles.hint}>
          {ids.length < limits.relatedMax
            ? t('related.hint')
            : t('related.full', { count: limits.relatedMax })}
        </p>
      )}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </fieldset>
  );
}

type RelatedSearchProps = {
  ref: React.Ref<HTMLInputElement>;
  hiddenIds: string[];
  error: ReactNode;
  onChoose: (id: string) => void;
};

/** Searches published articles, ignoring diacritics; lists the newest for an empty query. */
function RelatedSearch({ ref, hiddenIds, error, onChoose }: RelatedSearchProps) {
  const { t } = useTranslation(['editing', 'common']);
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery(
    api.articles.list.queryOptions({
      input: { view: 'published', limit: 20, ...(q ? { q } : { sort: 'published' }) },
      enabled: isOpen,
      staleTime: 30_000,
      placeholderData: (before) => before,
    }),
  );
  // Enter takes the first match: never one of an earlier text.
  const isCurrent = q === text.trim() && found.isSuccess && !found.isPlaceholderData;
  const options = (isCurrent ? found.data.items : [])
    .filter(({ id }) => !hiddenIds.includes(id))
    .map(({ id, title }) => ({ value: id, label: title || t('common:untitled') }));
  return (
    <Select
      ref={ref}
      id="field-related"
      aria-label={t('related.search')}
      placeholder={t('related.search')}
      data={options}
      value={null}
      searchable
      searchValue={text}
      onSearchChange={setText}
      // Filtered by the server.
      filter={({ options: all }) => all}
      selectFirstOptionOnChange={isCurrent && text.trim() !== ''}
      onOptionSubmit={(id) => {
        onChoose(id);
        setText('');
      }}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      nothingFoundMessage={!isCurrent ? t('common:loading') : t('related.nothingFound')}
      maxDropdownHeight={280}
      error={error}
    />
  );
}
