import { useTranslation } from 'react-i18next';
import styles from './change-list.module.css';
import type { Change, ChangePart } from './changes.ts';

/** What has changed since the version that was read, in reading order, old and new words in their sentence. */
export function ChangeList({ changes }: { changes: Change[] }) {
  const { t } = useTranslation('review');
  return (
    <ol className={styles.list}>
      {changes.map((change) => (
        <li key={changeKey(change)} className={styles.change}>
          <span className={styles.kind}>
            {t(`changes.place.${change.place}`, { kind: t(`changes.${change.kind}`) })}
          </span>
          <p className={styles.words}>
            <Words parts={change.parts} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function changeKey({ place, kind, parts }: Change): string {
  return `${place} ${kind} ${parts.map((part) => part.text).join('|')}`;
}

function Words({ parts: [first, ...rest] }: { parts: ChangePart[] }) {
  if (!first) return null;
  return (
    <>
      <Part part={first} />
      <Words parts={rest} />
    </>
  );
}

function Part({ part }: { part: ChangePart }) {
  if (part.kind === 'added') return <ins className={styles.added}>{part.text}</ins>;
  if (part.kind === 'removed') return <del className={styles.removed}>{part.text}</del>;
  return part.text;
}
