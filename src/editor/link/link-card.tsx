import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import IconLinkOff from '@tabler/icons-react/dist/esm/icons/IconLinkOff.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { iconProps } from '../toolbar/icons.tsx';
import { RovingToolbar } from '../toolbar/roving.tsx';
import { ToolButton } from '../toolbar/tool-button.tsx';
import { useFloating } from '../use-floating.ts';
import styles from './link.module.css';
import { linkAtSelection, openLink, removeLink } from './link-commands.ts';

/** Address and actions of the link at the caret, positioned beside it. */
export function LinkCard({ editor, onEdit }: { editor: Editor; onEdit: () => void }) {
  const { t } = useTranslation('editor');
  const link = useEditorState({
    editor,
    selector: (snapshot) => {
      const { state, isFocused } = snapshot.editor;
      return isFocused && state.selection.empty ? linkAtSelection(state) : null;
    },
  });
  const card = useFloating(editor, link, 'below');
  if (!link) return null;
  return (
    <RovingToolbar
      ref={card}
      label={t('link.card')}
      first="open"
      onLeave={() => editor.view.focus()}
      className={styles.card}
    >
      <span className={styles.address}>{displayAddress(link.href)}</span>
      <ToolButton id="open" label={t('link.open')} onClick={() => openLink(link.href)}>
        <IconExternalLink {...iconProps} />
      </ToolButton>
      <ToolButton id="edit" label={t('link.edit')} onClick={onEdit}>
        <IconPencil {...iconProps} />
      </ToolButton>
      <ToolButton id="remove" label={t('link.remove')} onClick={() => removeLink(editor)}>
        <IconLinkOff {...iconProps} />
      </ToolButton>
    </RovingToolbar>
  );
}

/** The address without scheme and `www.`, percent-decoded. */
function displayAddress(href: string): string {
  const short = href.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/, '').replace(/\/$/, '');
  try {
    return decodeURI(short);
  } catch {
    return short;
  }
}
