import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconFloatCenter from '@tabler/icons-react/dist/esm/icons/IconFloatCenter.mjs';
import IconFloatLeft from '@tabler/icons-react/dist/esm/icons/IconFloatLeft.mjs';
import IconFloatRight from '@tabler/icons-react/dist/esm/icons/IconFloatRight.mjs';
import IconPhotoEdit from '@tabler/icons-react/dist/esm/icons/IconPhotoEdit.mjs';
import IconPhotoStar from '@tabler/icons-react/dist/esm/icons/IconPhotoStar.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconViewportWide from '@tabler/icons-react/dist/esm/icons/IconViewportWide.mjs';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../../domain/contract/media.ts';
import { type FigureLayout, figureLayouts } from '../../../domain/document/attributes.ts';
import { iconProps } from '../toolbar/icons.tsx';
import { RovingToolbar } from '../toolbar/roving.tsx';
import { ToolButton } from '../toolbar/tool-button.tsx';
import { announce } from './dom.ts';
import { deleteFigure, moveFigure, setFigureLayout } from './figure-commands.ts';
import styles from './figure-toolbar.module.css';
import { type FigureToolbarState, figureToolbarState, isSameToolbarState } from './figure-toolbar-state.ts';
import { replaceMedia } from './insert-figures.ts';

type FigureToolbarProps = {
  /** The body's editor. */
  editor: Editor;
  /** The article's cover, marked on its figure's toolbar. */
  coverMediaId?: string | null;
  onUseAsCover?: ((mediaId: string) => void) | undefined;
  /** Opens the media picker; resolves to null when it was closed. Without it images cannot be replaced. */
  pickMedia?: (() => Promise<Media | null>) | undefined;
};

/** The toolbar of the current figure, rendered into the figure's node view. */
export function FigureToolbar({ editor, ...props }: FigureToolbarProps) {
  const figure = useEditorState({
    editor,
    selector: () => figureToolbarState(editor),
    equalityFn: isSameToolbarState,
  });
  const hasFocus = useFocusWithin(editor);
  if (!figure || !hasFocus) return null;
  return createPortal(
    <FigureTools key={figure.id} editor={editor} figure={figure} {...props} />,
    figure.container,
  );
}

/** Whether the focus is in the editor, which contains the toolbar. */
function useFocusWithin(editor: Editor): boolean {
  const [isWithin, setIsWithin] = useState(false);
  // Reaches the document's focus events.
  useEffect(() => {
    const check = () => setIsWithin(!editor.isDestroyed && editor.view.dom.contains(document.activeElement));
    // Between `focusout` and the next `focusin` nothing has the focus.
    const checkLater = () => setTimeout(check);
    check();
    document.addEventListener('focusin', check);
    document.addEventListener('focusout', checkLater);
    return () => {
      document.removeEventListener('focusin', check);
      document.removeEventListener('focusout', checkLater);
    };
  }, [editor]);
  return isWithin;
}

const layoutIcons: Record<FigureLayout, typeof IconFloatCenter> = {
  center: IconFloatCenter,
  wide: IconViewportWide,
  left: IconFloatLeft,
  right: IconFloatRight,
};

type FigureToolsProps = FigureToolbarProps & { figure: FigureToolbarState };

function FigureTools(props: FigureToolsProps) {
  const { editor, figure, coverMediaId, onUseAsCover, pickMedia } = props;
  const { t } = useTranslation('media');
  const toolbar = useRef<HTMLDivElement>(null);
  const returnFocusTo = useRef<string | null>(null);
  const { view } = editor;
  const isCover = coverMediaId === figure.mediaId;

  // A moved figure gets a new node view: return the focus to the button that moved it.
  useLayoutEffect(() => {
    if (returnFocusTo.current === null || !figure.container) return;
    toolbar.current?.querySelector<HTMLElement>(`[data-roving="${returnFocusTo.current}"]`)?.focus();
    returnFocusTo.current = null;
  }, [figure.container]);

  const move = (direction: -1 | 1) => {
    const name = direction === -1 ? 'up' : 'down';
    if (toolbar.current?.contains(document.activeElement)) returnFocusTo.current = name;
    if (moveFigure(direction)(view.state, view.dispatch)) {
      announce(t(direction === -1 ? 'tools.movedUp' : 'tools.movedDown'));
    }
  };

  const replace = async () => {
    const media = await pickMedia?.();
    if (media && !view.isDestroyed) replaceMedia(view, figure.id, media);
    view.focus();
  };

  return (
    <RovingToolbar
      ref={toolbar}
      label={t('tools.label')}
      first="layout-center"
      onLeave={() => view.focus()}
      className={styles.tools}
    >
      <div role="radiogroup" aria-label={t('tools.layout')} className={styles.group}>
        {figureLayouts.map((layout) => {
          const Icon = layoutIcons[layout];
          const isOn = figure.layout === layout;
          return (
            <ToolButton
              key={layout}
              id={`layout-${layout}`}
              label={t(`tools.${layout}`)}
              role="radio"
              aria-checked={isOn}
              data-on={isOn || undefined}
              onClick={() => setFigureLayout(layout)(view.state, view.dispatch)}
            >
              <Icon {...iconProps} />
            </ToolButton>
          );
        })}
      </div>
      <span className={styles.divider} />
      {onUseAsCover && (
        <ToolButton
          id="cover"
          label={t(isCover ? 'tools.isCover' : 'tools.cover')}
          isPressed={isCover}
          onClick={() => onUseAsCover(figure.mediaId)}
        >
          <IconPhotoStar {...iconProps} />
        </ToolButton>
      )}
      {pickMedia && (
        <ToolButton id="replace" label={t('tools.replace')} onClick={() => void replace()}>
          <IconPhotoEdit {...iconProps} />
        </ToolButton>
      )}
      <span className={styles.divider} />
      <ToolButton id="up" label={t('tools.up')} isDisabled={!figure.canMoveUp} onClick={() => move(-1)}>
        <IconArrowUp {...iconProps} />
      </ToolButton>
      <ToolButton id="down" label={t('tools.down')} isDisabled={!figure.canMoveDown} onClick={() => move(1)}>
        <IconArrowDown {...iconProps} />
      </ToolButton>
      <ToolButton
        id="remove"
        label={t('tools.remove')}
        onClick={() => {
          deleteFigure(view.state, view.dispatch);
          view.focus();
        }}
      >
        <IconTrash {...iconProps} />
      </ToolButton>
    </RovingToolbar>
  );
}
