import IconColumnInsertLeft from '@tabler/icons-react/dist/esm/icons/IconColumnInsertLeft.mjs';
import IconColumnInsertRight from '@tabler/icons-react/dist/esm/icons/IconColumnInsertRight.mjs';
import IconColumnRemove from '@tabler/icons-react/dist/esm/icons/IconColumnRemove.mjs';
import IconRowInsertBottom from '@tabler/icons-react/dist/esm/icons/IconRowInsertBottom.mjs';
import IconRowInsertTop from '@tabler/icons-react/dist/esm/icons/IconRowInsertTop.mjs';
import IconRowRemove from '@tabler/icons-react/dist/esm/icons/IconRowRemove.mjs';
import IconTableRow from '@tabler/icons-react/dist/esm/icons/IconTableRow.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { changeTable, type TableAction, tableActions } from '../commands.ts';
import { iconProps } from './icons.tsx';
import { RovingToolbar } from './roving.tsx';
import { ToolButton } from './tool-button.tsx';
import styles from './toolbar.module.css';

const icons: Record<TableAction, typeof IconTableRow> = {
  rowAbove: IconRowInsertTop,
  rowBelow: IconRowInsertBottom,
  columnLeft: IconColumnInsertLeft,
  columnRight: IconColumnInsertRight,
  deleteRow: IconRowRemove,
  deleteColumn: IconColumnRemove,
  headerRow: IconTableRow,
  deleteTable: IconTrash,
};

/** Actions on the table around the caret. */
export function TableBar({ editor, onLeave }: { editor: Editor; onLeave: () => void }) {
  const { t } = useTranslation('editor');
  return (
    <RovingToolbar
      label={t('toolbar.table')}
      first={tableActions[0]}
      onLeave={onLeave}
      className={`${styles.bar} ${styles.table}`}
    >
      {tableActions.map((action) => {
        const Icon = icons[action];
        return (
          <ToolButton
            key={action}
            id={action}
            label={t(`table.${action}`)}
            onClick={() => changeTable(editor, action)}
          >
            <Icon {...iconProps} />
          </ToolButton>
        );
      })}
    </RovingToolbar>
  );
}
