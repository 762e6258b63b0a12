import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { ToolButton } from './tool-button.tsx';
import styles from './toolbar.module.css';

type ToolMenuEntry = {
  name: string;
  label: string;
  keys?: string | undefined;
  icon: ReactNode;
  isActive?: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
};

type ToolMenuProps = {
  id: string;
  label: string;
  icon: ReactNode;
  isPressed?: boolean;
  isDisabled?: boolean;
  entries: ToolMenuEntry[];
};

/** A toolbar button that opens a menu of commands. */
export function ToolMenu({ id, label, icon, isPressed, isDisabled = false, entries }: ToolMenuProps) {
  return (
    <Menu position="bottom-start" offset={6} returnFocus disabled={isDisabled} width={264}>
      <Menu.Target>
        <ToolButton
          id={id}
          rovingId={id}
          label={label}
          isDisabled={isDisabled}
          data-on={isPressed || undefined}
        >
          {icon}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Menu.Item
            key={entry.name}
            leftSection={entry.icon}
            rightSection={entry.keys && <span className={styles.keys}>{entry.keys}</span>}
            disabled={entry.isDisabled ?? false}
            aria-current={entry.isActive || undefined}
            onClick={entry.onChoose}
          >
            {entry.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
