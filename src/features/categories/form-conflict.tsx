import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../domain/contract/categories.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './form-conflict.module.css';

type FormConflictProps = {
  base: Category;
  theirs: Category;
  onChoose: (choice: 'mine' | 'theirs') => void;
};

const names = ['name', 'slug', 'description', 'color', 'isHidden'] as const;

/** What another admin saved while this form was being filled in. */
export function FormConflict({ base, theirs, onChoose }: FormConflictProps) {
  const { t } = useTranslation('categories');
  const changed = names.filter((name) => theirs[name] !== base[name]);
  const readable = (name: (typeof names)[number]): string => {
    if (name === 'color') return theirs.color ? t(`form.colors.${theirs.color}`) : t('form.noColor');
    if (name === 'isHidden') return t(theirs.isHidden ? 'form.yes' : 'form.no');
    return theirs[name] || '—';
  };
  return (
    <Banner tone="returned" title={t('form.conflictTitle')} isAlert>
      {t('form.conflictText')}
      <dl className={styles.values}>
        {changed.map((name) => (
          <div key={name}>
            <dt>{t(`form.${name}`)}</dt>
            <dd>{readable(name)}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.choices}>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('theirs')}>
          {t('form.takeTheirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('mine')}>
          {t('form.keepMine')}
        </Button>
      </div>
    </Banner>
  );
}
