import { Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRovingItem } from './roving.tsx';
import styles from './toolbar.module.css';

type ToolButtonProps = {
  /** Unique in its toolbar. */
  id: string;
  /** The same, where a menu takes `id` for itself. */
  rovingId?: string;
  label: string;
  keys?: string | undefined;
  isPressed?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
} & Omit<ComponentPropsWithRef<'button'>, 'id' | 'type' | 'disabled'>;

/**
 * A button of a toolbar. It never takes the focus by being pressed, so the selection in the text stays; a disabled one
 * can still be reached by arrow keys, so that its name can be read.
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
