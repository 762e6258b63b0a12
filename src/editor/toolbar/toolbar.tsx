import { Portal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconHelp from '@tabler/icons-react/dist/esm/icons/IconHelp.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HeadingLevel, insertBlock, type PictureSource, setHeading, toggleMark } from '../commands.ts';
import type { ArticleEditors } from '../editors.ts';
import { formattingState } from '../formatting-state.ts';
import { keyLabel, keysOf } from '../shortcuts.ts';
import { openSlashMenu } from '../slash/open-slash-menu.ts';
import { BlockIcon, iconProps, MarkIcon } from './icons.tsx';
import { RovingToolbar } from './roving.tsx';
import { FloatingTableBar, TableBar } from './table-bar.tsx';
import { ToolButton } from './tool-button.tsx';
import { ToolMenu } from './tool-menu.tsx';
import styles from './toolbar.module.css';
import { useKeyboardInset } from './use-keyboard-inset.ts';
import { useLastField } from './use-last-field.ts';

type ToolbarProps = {
  editors: ArticleEditors;
  onLink: () => void;
  onInsertPictures: (editor: Editor, source: PictureSource) => void;
  onShortcuts: () => void;
  ref?: Ref<HTMLDivElement>;
};

const headingLevels = [2, 3, 4] as const satisfies readonly HeadingLevel[];

/**
 * Formatting of the body, above the text or, on a phone, above the keyboard. While the caret is in title or lead, which
 * are plain text, only inserting into the body is enabled.
 */
export function Toolbar({ editors, onLink, onInsertPictures, onShortcuts, ref }: ToolbarProps) {
  const { t } = useTranslation('editor');
  const { body } = editors;
  const formatting = useEditorState({
    editor: body,
    selector: ({ editor }) => formattingState(editor.state),
  });
  const field = useLastField(editors);
  const [shell, setShell] = useState<HTMLDivElement | null>(null);
  useKeyboardInset(shell);
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const room = isPhone ? null : shell?.parentElement?.querySelector<HTMLElement>('[data-editor-room]');

  const isBody = field === 'body';
  const canMark = isBody && formatting.allowsMarks;
  const canBlock = isBody && formatting.allowsBlocks;
  const insertPictures = (source: PictureSource) => onInsertPictures(body, source);
  const focusText = () => editors[field].view.focus();

  const mark = (name: 'bold' | 'italic') => (
    <ToolButton
      id={name}
      label={t(`marks.${name}`)}
      keys={keysOf(name)}
      isPressed={isBody && formatting.marks[name]}
      isDisabled={!canMark}
      onClick={() => toggleMark(body, name)}
    >
      <MarkIcon name={name} />
    </ToolButton>
  );
  const block = (name: 'bulletList' | 'orderedList' | 'quote', isPressed: boolean) => (
    <ToolButton
      id={name}
      label={t(`blocks.${name}`)}
      keys={keysOf(name)}
      isPressed={isBody && isPressed}
      isDisabled={!canBlock && !isPressed}
      onClick={() => insertBlock(body, name, insertPictures)}
    >
      <BlockIcon name={name} />
    </ToolButton>
  );
  const headingName = formatting.heading ? (`heading${formatting.heading}` as const) : 'paragraph';

  return (
    <div ref={setShell} className={styles.shell}>
      <RovingToolbar
        ref={ref}
        label={t('toolbar.label')}
        first="blocks"
        onLeave={focusText}
        className={styles.bar}
      >
        <ToolMenu
          id="blocks"
          label={t('toolbar.blocks', { name: t(`blocks.${headingName}`) })}
          icon={<BlockIcon name={formatting.heading ? headingName : 'heading2'} />}
          isPressed={isBody && formatting.heading !== null}
          isDisabled={!canBlock}
          entries={[
            {
              name: 'paragraph',
              label: t('blocks.paragraph'),
              keys: keysOf('paragraph'),
              icon: <BlockIcon name="paragraph" />,
              isActive: formatting.heading === null,
              onChoose: () => setHeading(body, null),
            },
            ...headingLevels.map((level) => ({
              name: `heading${level}`,
              label: t(`blocks.heading${level}`),
              keys: keysOf(`heading${level}`),
              icon: <BlockIcon name={`heading${level}`} />,
              isActive: formatting.heading === level,
              onChoose: () => setHeading(body, level),
            })),
          ]}
        />
        {mark('bold')}
        {mark('italic')}
        <ToolButton
          id="link"
          label={t('marks.link')}
          keys={keysOf('link')}
          isPressed={isBody && formatting.marks.link}
          isDisabled={!isBody || !formatting.allowsLink}
          onClick={onLink}
        >
          <MarkIcon name="link" />
        </ToolButton>
        <span className={styles.divider} />
        {block('bulletList', formatting.list === 'bulletList')}
        {block('orderedList', formatting.list === 'orderedList')}
        {block('quote', formatting.isQuote)}
        <span className={styles.divider} />
        <ToolMenu
          id="picture"
          label={t('blocks.picture')}
          icon={<BlockIcon name="picture" />}
          entries={[
            {
              name: 'device',
              label: t('toolbar.pictureUpload'),
              icon: <BlockIcon name="picture" />,
              onChoose: () => insertPictures('device'),
            },
            {
              name: 'library',
              label: t('toolbar.pictureFromLibrary'),
              icon: <BlockIcon name="libraryPicture" />,
              onChoose: () => insertPictures('library'),
            },
          ]}
        />
        <ToolButton
          id="table"
          label={t('blocks.table')}
          isPressed={isBody && formatting.isTable}
          isDisabled={formatting.isTable || formatting.isQuote || !formatting.allowsBlocks}
          onClick={() => insertBlock(body, 'table', insertPictures)}
        >
          <BlockIcon name="table" />
        </ToolButton>
        <ToolButton id="insert" label={t('toolbar.insert')} onClick={() => openSlashMenu(body)}>
          <IconPlus {...iconProps} />
        </ToolButton>
        <ToolMenu
          id="more"
          label={t('toolbar.more')}
          icon={<IconDots {...iconProps} />}
          isPressed={isBody && moreMarks.some((name) => formatting.marks[name])}
          entries={[
            ...moreMarks.map((name) => ({
              name,
              label: t(`marks.${name}`),
              keys: keysOf(name),
              icon: <MarkIcon name={name} />,
              isActive: formatting.marks[name],
              isDisabled: !canMark,
              onChoose: () => toggleMark(body, name),
            })),
            {
              name: 'rule',
              label: t('blocks.rule'),
              keys: '---',
              icon: <BlockIcon name="rule" />,
              isDisabled:
                !isBody ||
                !formatting.allowsBlocks ||
                formatting.isTable ||
                formatting.isQuote ||
                formatting.list !== null,
              onChoose: () => insertBlock(body, 'rule', insertPictures),
            },
            {
              name: 'shortcuts',
              label: t('shortcuts.title'),
              keys: keyLabel('Mod-/'),
              icon: <IconHelp {...iconProps} />,
              onChoose: onShortcuts,
            },
          ]}
        />
      </RovingToolbar>
      {isBody && formatting.isTable && isPhone && <TableBar editor={body} onLeave={focusText} />}
      {isBody && formatting.isTable && room && (
        <Portal target={room} reuseTargetNode>
          <FloatingTableBar editor={body} onLeave={focusText} />
        </Portal>
      )}
    </div>
  );
}

const moreMarks = ['underline', 'strike', 'subscript', 'superscript'] as const;
