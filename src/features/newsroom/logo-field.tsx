import { useTranslation } from 'react-i18next';
import { renditionPath } from '../../../domain/renditions.ts';
import { MediaField } from '../media/media-field.tsx';
import styles from './logo-field.module.css';

type LogoFieldProps = {
  mediaId: string | null;
  onChange: (mediaId: string | null) => void;
  error: string | undefined;
};

/** The newsroom's logo, chosen from the media library. */
export function LogoField(field: LogoFieldProps) {
  const { t } = useTranslation('newsroom');
  const texts = {
    label: t('logo'),
    choose: t('logoChoose'),
    change: t('logoChange'),
    remove: t('logoRemove'),
  };
  return (
    <MediaField {...field} texts={texts}>
      {field.mediaId ? (
        <img className={styles.logo} src={renditionPath(field.mediaId, 320)} alt={t('logoAlt')} />
      ) : (
        <p className={styles.none}>{t('logoNone')}</p>
      )}
    </MediaField>
  );
}
