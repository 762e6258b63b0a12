import { useTranslation } from 'react-i18next';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import { MediaField } from '../media/media-field.tsx';

type PortraitFieldProps = {
  account: { id: string; name: string };
  mediaId: string | null;
  onChange: (mediaId: string | null) => void;
  error: string | undefined;
};

/** A picture of the media library, shown in place of the initials. */
export function PortraitField({ account: { id, name }, ...field }: PortraitFieldProps) {
  const { t } = useTranslation('account');
  const texts = {
    label: t('portrait.label'),
    choose: t('portrait.choose'),
    change: t('portrait.change'),
    remove: t('portrait.remove'),
  };
  return (
    <MediaField {...field} texts={texts}>
      <UserAvatar personId={id} name={name} portraitMediaId={field.mediaId} size={72} isDecorative />
    </MediaField>
  );
}
