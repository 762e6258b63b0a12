import { useQueries, useQuery } from '@tanstack/react-query';
import { diffArrays } from 'diff';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldChange } from '../../../domain/compare/fields.ts';
import type { PartKind } from '../../../domain/compare/word-diff.ts';
import { api } from '../../lib/api.ts';
import { KindShape } from './change-kinds.tsx';
import styles from './field-changes.module.css';
import { Picture } from './picture.tsx';
import runStyles from './runs.module.css';

/** The changed fields, with old and new values. */
export function FieldChanges({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useTranslation('revisions');
  return (
    <ul className={styles.list}>
      {changes.map((change) => (
        <li
          key={change.field}
          className={styles.field}
          data-change
          tabIndex={-1}
          aria-label={t(`field.${change.field}`)}
        >
          <span className={styles.name}>
            <KindShape kind="changed" />
            {t(`field.${change.field}`)}
          </span>
          <div className={styles.values}>
            <Values change={change} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Values({ change }: { change: FieldChange }) {
  switch (change.field) {
    case 'categoryId':
      return <Categories before={change.before} after={change.after} />;
    case 'source':
      return <Pair before={sourceText(change.before)} after={sourceText(change.after)} />;
    case 'coverMediaId':
      return <Covers before={change.before} after={change.after} />;
    case 'relatedIds':
      return <Related before={change.before} after={change.after} />;
    default:
      return <Several before={change.before} after={change.after} nameOf={(value) => value} />;
  }
}

function sourceText(source: { name: string; url: string | null } | null): string | null {
  return source && (source.url ? `${source.name} (${source.url})` : source.name);
}

/** A changed single value. Null: empty. */
function Pair({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('revisions');
  return (
    <>
      <Value kind="removed">{before ?? t('field.empty')}</Value>
      <span aria-hidden="true">→</span>
      <Value kind="added">{after ?? t('field.empty')}</Value>
    </>
  );
}

function Value({ kind, children }: { kind: PartKind; children: ReactNode }) {
  if (kind === 'kept') return <span className={styles.value}>{children}</span>;
  const Tag = kind === 'added' ? 'ins' : 'del';
  return <Tag className={`${styles.value} ${runStyles[kind]}`}>{children}</Tag>;
}

function Categories({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('revisions');
  const { data } = useQuery(api.categories.list.queryOptions({ staleTime: 300_000 }));
  if (!data) return null;
  const nameOf = (id: string | null) =>
    id && (data.items.find((category) => category.id === id)?.name ?? t('field.unknownCategory'));
  return <Pair before={nameOf(before)} after={nameOf(after)} />;
}

type Lists = { before: readonly string[]; after: readonly string[] };

/** A changed list of values. A moved value appears as removed and added. */
function Several({ before, after, nameOf }: Lists & { nameOf: (value: string) => string }) {
  const { t } = useTranslation('revisions');
  const isReordered = before.length === after.length && before.every((value) => after.includes(value));
  const entries = diffArrays([...before], [...after]).flatMap(({ value, added, removed }) => {
    const kind: PartKind = added ? 'added' : removed ? 'removed' : 'kept';
    return value.map((one) => ({ one, kind }));
  });
  return (
    <>
      {isReordered && <span className={styles.note}>{t('field.reordered')}:</span>}
      {entries.map(({ one, kind }) => (
        <Value key={`${kind} ${one}`} kind={kind}>
          {nameOf(one)}
        </Value>
      ))}
    </>
  );
}

function Related({ before, after }: Lists) {
  const { t } = useTranslation('revisions');
  const ids = [...new Set([...before, ...after])];
  const titles = useQueries({
    queries: ids.map((id) => api.articles.get.queryOptions({ input: { id }, staleTime: 300_000 })),
    combine: (found) => new Map(found.map(({ data }, index) => [ids[index], data?.title])),
  });
  return (
    <Several before={before} after={after} nameOf={(id) => titles.get(id) ?? t('field.unknownArticle')} />
  );
}

function Covers({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('revisions');
  return (
    <div className={styles.covers}>
      {[
        { label: t('picture.old'), mediaId: before },
        { label: t('picture.new'), mediaId: after },
      ].map(({ label, mediaId }) => (
        <div key={label}>
          <p className={styles.note}>{label}</p>
          {mediaId ? <Picture mediaId={mediaId} alt="" /> : <p className={styles.none}>{t('field.empty')}</p>}
        </div>
      ))}
    </div>
  );
}
