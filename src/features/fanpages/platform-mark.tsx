import IconBrandFacebook from '@tabler/icons-react/dist/esm/icons/IconBrandFacebook.mjs';
import IconBrandInstagram from '@tabler/icons-react/dist/esm/icons/IconBrandInstagram.mjs';
import IconBrandTiktok from '@tabler/icons-react/dist/esm/icons/IconBrandTiktok.mjs';
import IconBrandX from '@tabler/icons-react/dist/esm/icons/IconBrandX.mjs';
import IconBrandYoutube from '@tabler/icons-react/dist/esm/icons/IconBrandYoutube.mjs';
import IconMessageCircle from '@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import { useTranslation } from 'react-i18next';
import type { Platform } from '../../../domain/fanpages.ts';
import styles from './platform-mark.module.css';

const icons = {
  facebook: IconBrandFacebook,
  zalo: IconMessageCircle,
  youtube: IconBrandYoutube,
  tiktok: IconBrandTiktok,
  x: IconBrandX,
  instagram: IconBrandInstagram,
  site: IconWorld,
} satisfies Record<Platform, unknown>;

/** The platform as icon and name. */
export function PlatformMark({ platform }: { platform: Platform }) {
  const { t } = useTranslation('fanpages');
  const Icon = icons[platform];
  return (
    <span className={styles.mark}>
      <Icon size={19} stroke={1.5} aria-hidden="true" />
      {t(`platform.${platform}`)}
    </span>
  );
}
