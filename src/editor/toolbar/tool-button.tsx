import { Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRovingItem } from './roving.tsx';
import styles from './toolbar.module.css';

type ToolButtonProps = {
  /** Unique in its toolbar. */
  id: string;
  /** Overrides `id` where a menu sets `id` itself. */
  rovingId?: string;
  label: string;
  keys?: string | undefined;
  isPressed?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
} & Omit<ComponentPropsWithRef<'button'>, 'id' | 'type' | 'disabled'>;

/**
 * A toolbar button. A press does not move the focus, so the selection stays; a disabled button can be focused by arrow
 * keys, so that its name can be read.
 */
export function ToolButton(props: ToolButtonProps) {
  const { id, rovingId = id, label, keys, isPressed, isDisabled = false, children, onClick, ...rest } = props;
  const { t } = useTranslation('editor');
  const roving = useRovingItem(rovingId);
  return (
    <Tooltip label={keys ? t('toolbar.withKeys', { name: label, keys }) : label} events={tooltipEvents}>
      <button
        {...rest}
        {...roving}
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        aria-disabled={isDisabled || undefined}
        className={styles.button}
        onMouseDown={(event) => event.preventDefault()}
        onClick={isDisabled ? undefined : onClick}
      >
        {children}
      </button>
    </Tooltip>
  );
}

const tooltipEvents = { hover: true, focus: true, touch: false };
