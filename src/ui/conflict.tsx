import { Button } from '@mantine/core';
import { Banner } from './banner.tsx';
import styles from './conflict.module.css';

type ConflictProps = {
  title: string;
  text: string;
  /** What somebody else saved, field by field, as a person reads it. */
  theirs: readonly { label: string; value: string }[];
  takeTheirs: string;
  keepMine: string;
  onChoose: (choice: 'mine' | 'theirs') => void;
};

/** Somebody else saved while a form was being filled in: shows their values, and what was typed stays until one chooses. */
export function Conflict({ title, text, theirs, takeTheirs, keepMine, onChoose }: ConflictProps) {
  return (
    <Banner tone="returned" title={title} isAlert>
      {text}
      <dl className={styles.values}>
        {theirs.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.choices}>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('theirs')}>
          {takeTheirs}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('mine')}>
          {keepMine}
        </Button>
      </div>
    </Banner>
  );
}
