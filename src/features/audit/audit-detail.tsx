import { Button } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from '../../../domain/contract/audit.ts';
import { paths } from '../../lib/paths.ts';
import type { AuditSearch } from '../../lib/search-params/audit.ts';
import { useMoments } from '../../lib/use-moments.ts';
import styles from './audit.module.css';

type AuditDetailProps = { entry: AuditEntry; onShow: (change: Partial<AuditSearch>) => void };

/** All fields of one entry. */
export function AuditDetail({ entry, onShow }: AuditDetailProps) {
  const { t } = useTranslation('audit');
  const { exactTime } = useMoments();
  const { number, actor, subject, detail, address, hash } = entry;
  const { nameOf, textOf, sorted } = useDetailText();
  const place = placeOf(entry);
  const { before, after, ...others } = detail;
  const facts: [string, ReactNode][] = [
    [t('detail.number'), number],
    [t('detail.at'), exactTime(new Date(entry.at))],
    [t('detail.actor'), actor?.name ?? t('list.nobody')],
    [t('detail.address'), address ?? t('detail.unknownAddress')],
    ...(subject.name ? [[t('detail.subject'), subject.name] satisfies [string, ReactNode]] : []),
    ...sorted(others).map(([name, value]): [string, ReactNode] => [nameOf(name), textOf(name, value)]),
    ...changesOf(before, after).map((name): [string, ReactNode] => [
      nameOf(name),
      <Fragment key={name}>
        <del>{textOf(name, valueIn(before, name))}</del> → <ins>{textOf(name, valueIn(after, name))}</ins>
      </Fragment>,
    ]),
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={styles.wide}>
          <dt>{t('detail.hash')}</dt>
          <dd className={styles.hash}>{hash}</dd>
        </div>
      </dl>
      <div className={styles.links}>
        {place && (
          <Button component={Link} to={place} size="xs" variant="default">
            {t('detail.openSubject')}
          </Button>
        )}
        {subject.id && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => onShow({ subject: { type: subject.type, id: subject.id ?? '' } })}
          >
            {t('detail.onlySubject')}
          </Button>
        )}
        {actor && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onShow({ actorId: actor.id })}>
            {t('detail.onlyActor')}
          </Button>
        )}
      </div>
    </>
  );
}

/** The path of the subject's screen; null where it has none. */
function placeOf({ subject, action }: AuditEntry): string | null {
  switch (subject.type) {
    case 'article':
      return subject.id && paths.article(subject.id);
    case 'category':
      return action === 'category.delete' ? null : paths.categories(subject.id ? { id: subject.id } : {});
    case 'fanpage':
      return paths.fanpages();
    case 'account':
      return paths.people();
    case 'newsroom':
      return paths.newsroom();
    default:
      return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const valueIn = (value: unknown, name: string) => (isRecord(value) ? value[name] : undefined);
const changesOf = (before: unknown, after: unknown) => [
  ...new Set([before, after].flatMap((side) => (isRecord(side) ? Object.keys(side) : []))),
];

/** Translates values of the API where there is a translation. */
function useDetailText() {
  const { t } = useTranslation(['audit', 'common']);
  const { exactTime } = useMoments();
  const names: Record<string, string> = t('audit:detail.names', { returnObjects: true });
  const states: Record<string, string> = t('common:state', { returnObjects: true });
  const changes: Record<string, string> = t('audit:detail.changes', { returnObjects: true });
  const roles: Record<string, string> = t('common:role', { returnObjects: true });
  const nameOf = (name: string) => names[name] ?? name;

  const textOf = (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('audit:detail.none');
    if (typeof value === 'boolean') return t(value ? 'audit:detail.yes' : 'audit:detail.no');
    if (Array.isArray(value)) {
      if (value.length === 0) return t('audit:detail.none');
      return value.map((one) => (name === 'fields' ? nameOf(String(one)) : textOf(name, one))).join(', ');
    }
    if (isRecord(value)) {
      const parts = Object.entries(value).map(([key, one]) => `${nameOf(key)}: ${textOf(key, one)}`);
      return parts.join(' · ') || t('audit:detail.none');
    }
    const text = String(value);
    if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)) return exactTime(new Date(text));
    if (name === 'from' || name === 'to') return states[text] ?? names[text] ?? text;
    if (name === 'change') return changes[text] ?? text;
    return name === 'role' ? (roles[text] ?? text) : text;
  };
  // jsonb does not preserve the order of keys.
  const rank = Object.keys(names);
  const sorted = (facts: Record<string, unknown>) =>
    Object.entries(facts).sort(([a], [b]) => (rank.indexOf(a) + 1 || 99) - (rank.indexOf(b) + 1 || 99));
  return { nameOf, textOf, sorted };
}
