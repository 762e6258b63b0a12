import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../domain/workflow.ts';
import styles from './ability-button.module.css';

type AbilityButtonProps = ButtonProps & {
  ability: Decision;
  onClick: () => void;
  children: ReactNode;
};

/** A button whose action may be forbidden. It then stays focusable and shows the reason. */
export function AbilityButton({ ability, onClick, children, ...button }: AbilityButtonProps) {
  const refusalText = useRefusalText();
  const reasonId = useId();
  if (ability.allowed) {
    return (
      <Button {...button} onClick={onClick}>
        {children}
      </Button>
    );
  }
  const reason = refusalText(ability);
  return (
    <Tooltip label={reason} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...button}
        data-disabled
        aria-disabled
        aria-describedby={reasonId}
        onClick={(event) => event.preventDefault()}
      >
        {children}
        <span id={reasonId} className={styles.reason}>
          {reason}
        </span>
      </Button>
    </Tooltip>
  );
}

/** The reason why an action is forbidden, as a sentence. */
export function useRefusalText(): (refusal: Extract<Decision, { allowed: false }>) => string {
  const { t } = useTranslation('workflow');
  return (refusal) =>
    refusal.reason === 'four-eyes'
      ? t('refused.four-eyes', { share: refusal.share })
      : t(`refused.${refusal.reason}`);
}
