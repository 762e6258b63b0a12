import { useTranslation } from 'react-i18next';
import type { Newsroom } from '../../../domain/contract/newsroom.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { settingNames } from './settings.ts';

type NewsroomConflictProps = {
  base: Newsroom;
  theirs: Newsroom;
  onChoose: (choice: 'mine' | 'theirs') => void;
};

/** What another admin saved while this form was being filled in. */
export function NewsroomConflict({ base, theirs, onChoose }: NewsroomConflictProps) {
  const { t } = useTranslation('newsroom');
  const readable = (name: (typeof settingNames)[number]): string => {
    if (name === 'fourEyes') return t(theirs.fourEyes ? 'conflict.on' : 'conflict.off');
    if (name === 'logoMediaId') return t(theirs.logoMediaId ? 'conflict.logoOther' : 'logoNone');
    return theirs[name] || '—';
  };
  const changed = settingNames.filter((name) => theirs[name] !== base[name]);
  return (
    <Conflict
      title={t('conflict.title')}
      text={t('conflict.text')}
      theirs={changed.map((name) => ({
        label: t(name === 'logoMediaId' ? 'logo' : name),
        value: readable(name),
      }))}
      takeTheirs={t('conflict.theirs')}
      keepMine={t('conflict.mine')}
      onChoose={onChoose}
    />
  );
}
