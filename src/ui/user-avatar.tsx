import { renditionPath } from '../../domain/renditions.ts';
import { personColor } from '../lib/person-color.ts';
import { onPersonColor } from '../lib/theme.ts';
import styles from './user-avatar.module.css';

type UserAvatarProps = {
  personId: string;
  name: string;
  /** A picture of the media library, in place of the initials. */
  portraitMediaId?: string | null;
  /** Pixels. */
  size?: number;
  /** The name is shown beside it. */
  isDecorative?: boolean;
};

export function UserAvatar({
  personId,
  name,
  portraitMediaId = null,
  size = 28,
  isDecorative = false,
}: UserAvatarProps) {
  const label = isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };
  return (
    <span
      {...label}
      className={styles.avatar}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.39),
        background: personColor(personId),
        color: onPersonColor,
      }}
    >
      {portraitMediaId ? (
        <img className={styles.portrait} src={renditionPath(portraitMediaId, 320)} alt="" />
      ) : (
        initials(name)
      )}
    </span>
  );
}

/** The last two words, as a Vietnamese given name comes last: `Nguyễn Hồng Phong` is HP. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/).slice(-2);
  return words.map((word) => word.normalize('NFC').charAt(0).toLocaleUpperCase('vi')).join('');
}
