import { useTranslation } from 'react-i18next';
import type { Category } from '../../../domain/contract/categories.ts';
import { Conflict } from '../../ui/conflict.tsx';

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
    <Conflict
      title={t('form.conflictTitle')}
      text={t('form.conflictText')}
      theirs={changed.map((name) => ({ label: t(`form.${name}`), value: readable(name) }))}
      takeTheirs={t('form.takeTheirs')}
      keepMine={t('form.keepMine')}
      onChoose={onChoose}
    />
  );
}
