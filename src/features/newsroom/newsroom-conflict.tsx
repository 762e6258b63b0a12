import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Newsroom } from '../../../domain/contract/newsroom.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './newsroom-conflict.module.css';
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
  return (
    <Banner tone="returned" title={t('conflict.title')} isAlert>
      {t('conflict.text')}
      <dl className={styles.values}>
        {settingNames
          .filter((name) => theirs[name] !== base[name])
          .map((name) => (
            <div key={name}>
              <dt>{t(name === 'logoMediaId' ? 'logo' : name)}</dt>
              <dd>{readable(name)}</dd>
            </div>
          ))}
      </dl>
      <div className={styles.choices}>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('theirs')}>
          {t('conflict.theirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('mine')}>
          {t('conflict.mine')}
        </Button>
      </div>
    </Banner>
  );
}
