import IconArrowsHorizontal from '@tabler/icons-react/dist/esm/icons/IconArrowsHorizontal.mjs';
import IconArrowsJoin2 from '@tabler/icons-react/dist/esm/icons/IconArrowsJoin2.mjs';
import IconColumnInsertLeft from '@tabler/icons-react/dist/esm/icons/IconColumnInsertLeft.mjs';
import IconColumnInsertRight from '@tabler/icons-react/dist/esm/icons/IconColumnInsertRight.mjs';
import IconColumnRemove from '@tabler/icons-react/dist/esm/icons/IconColumnRemove.mjs';
import IconRowInsertBottom from '@tabler/icons-react/dist/esm/icons/IconRowInsertBottom.mjs';
import IconRowInsertTop from '@tabler/icons-react/dist/esm/icons/IconRowInsertTop.mjs';
import IconRowRemove from '@tabler/icons-react/dist/esm/icons/IconRowRemove.mjs';
import IconTableColumn from '@tabler/icons-react/dist/esm/icons/IconTableColumn.mjs';
import IconTableRow from '@tabler/icons-react/dist/esm/icons/IconTableRow.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconViewportNarrow from '@tabler/icons-react/dist/esm/icons/IconViewportNarrow.mjs';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { changeTable, type TableAction, tableActions } from '../commands.ts';
import { iconProps } from './icons.tsx';
import { RovingToolbar } from './roving.tsx';
import { ToolButton } from './tool-button.tsx';
import styles from './toolbar.module.css';
import { useTablePlace } from './use-table-place.ts';

const icons: Record<TableAction, typeof IconTableRow> = {
  rowAbove: IconRowInsertTop,
  rowBelow: IconRowInsertBottom,
  columnLeft: IconColumnInsertLeft,
  columnRight: IconColumnInsertRight,
  deleteRow: IconRowRemove,
  deleteColumn: IconColumnRemove,
  mergeOrSplit: IconArrowsJoin2,
  headerRow: IconTableRow,
  headerColumn: IconTableColumn,
  narrower: IconViewportNarrow,
  wider: IconArrowsHorizontal,
  deleteTable: IconTrash,
};

type TableBarProps = { editor: Editor; onLeave: () => void };

/** Actions on the table around the caret. */
export function TableBar({ editor, onLeave }: TableBarProps) {
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

/** The same above the table; below the toolbar while the table's top is scrolled out of view. */
export function FloatingTableBar(props: TableBarProps) {
  const place = useTablePlace(props.editor);
  return (
    <div ref={place} className={styles.tablePlace}>
      <TableBar {...props} />
    </div>
  );
}
