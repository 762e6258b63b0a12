import type { PasswordInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limits } from '../../domain/limits.ts';
import type { PasswordJudgement } from '../../domain/password-strength.ts';
import styles from './new-password-field.module.css';
import { PasswordField } from './password-field.tsx';

type NewPasswordFieldProps = PasswordInputProps & {
  /** The current value. */
  typed: string;
  /** Name and e-mail address of the account, and what is known of the newsroom; they make a password weak. */
  personal: readonly string[];
};

/** Long enough that a screen reader is not interrupted with every key. */
const judgeDelayMs = 400;

/** A field for a password to be set, with its strength in words and what would make it stronger. */
export function NewPasswordField({ typed, personal, ...props }: NewPasswordFieldProps) {
  const { t } = useTranslation('password');
  const judgement = useJudgement(typed, personal);
  return (
    <div>
      <PasswordField
        description={t('hint', { count: limits.passwordMinChars })}
        autoComplete="new-password"
        maxLength={limits.passwordMaxChars}
        {...props}
      />
      {/* Always in the document, because a live region is announced only when its text changes. */}
      <p className={styles.note} role="status" aria-live="polite">
        {judgement && (
          <>
            <span className={styles.bar} data-strength={judgement.strength} aria-hidden="true">
              <span />
              <span />
              <span />
              <span />
            </span>
            <span>
              <span className={styles.strength}>{t(`strength.${judgement.strength}`)}</span>{' '}
              {judgement.reason === 'short'
                ? t('reason.short', { count: limits.passwordMinChars - typed.length })
                : judgement.reason && t(`reason.${judgement.reason}`)}
            </span>
          </>
        )}
      </p>
    </div>
  );
}

/** The judgement of the value, after a pause in typing; null when it is empty or while the dictionaries are loaded. */
function useJudgement(typed: string, personal: readonly string[]): PasswordJudgement | null {
  const [password] = useDebouncedValue(typed, judgeDelayMs);
  const [rules, setRules] = useState<typeof import('../../domain/password-strength.ts') | null>(null);
  const isTyping = typed !== '';

  // Reaches the network or the HTTP cache: the dictionaries have 400 KB.
  useEffect(() => {
    if (!isTyping) return;
    let isCurrent = true;
    import('../../domain/password-strength.ts').then(
      (loaded) => isCurrent && setRules(loaded),
      // Without the dictionaries the server's judgement remains.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [isTyping]);

  return rules && password && isTyping ? rules.judgePassword(password, personal) : null;
}
