import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A password field with a button that shows the password. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('signIn');
  const [isShown, setIsShown] = useState(false);
  return (
    <PasswordInput
      size="md"
      autoComplete="current-password"
      visible={isShown}
      onVisibilityChange={setIsShown}
      visibilityToggleButtonProps={{
        'aria-label': isShown ? t('hidePassword') : t('showPassword'),
        'aria-hidden': false,
        tabIndex: 0,
      }}
      {...props}
    />
  );
}
