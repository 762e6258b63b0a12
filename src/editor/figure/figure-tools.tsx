import IconAlt from '@tabler/icons-react/dist/esm/icons/IconAlt.mjs';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconFloatCenter from '@tabler/icons-react/dist/esm/icons/IconFloatCenter.mjs';
import IconFloatLeft from '@tabler/icons-react/dist/esm/icons/IconFloatLeft.mjs';
import IconFloatRight from '@tabler/icons-react/dist/esm/icons/IconFloatRight.mjs';
import IconPhotoEdit from '@tabler/icons-react/dist/esm/icons/IconPhotoEdit.mjs';
import IconPhotoStar from '@tabler/icons-react/dist/esm/icons/IconPhotoStar.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconViewportWide from '@tabler/icons-react/dist/esm/icons/IconViewportWide.mjs';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type FigureLayout, figureLayouts } from '../../../domain/document/attributes.ts';
import { iconProps } from '../toolbar/icons.tsx';
import { RovingToolbar } from '../toolbar/roving.tsx';
import { ToolButton } from '../toolbar/tool-button.tsx';
import { AltTextPopover } from './alt-text-popover.tsx';
import { announce } from './announce.ts';
import { deleteFigure, moveFigure, setFigureLayout } from './figure-commands.ts';
import { setAltOpen } from './figure-panel.ts';
import type { FigureFacts, FigureToolbarProps } from './figure-toolbar.tsx';
import styles from './figure-tools.module.css';
import { replacePicture } from './replace-picture.ts';

const layoutIcons: Record<FigureLayout, typeof IconAlt> = {
  center: IconFloatCenter,
  wide: IconViewportWide,
  left: IconFloatLeft,
  right: IconFloatRight,
};

type FigureToolsProps = FigureToolbarProps & { figure: FigureFacts };

/** What can be done with a figure: place, describe, use as cover, replace, move, delete. */
export function FigureTools(props: FigureToolsProps) {
  const { editor, figure, confirmations, coverMediaId, onUseAsCover, pickMedia } = props;
  const { t } = useTranslation('media');
  const toolbar = useRef<HTMLDivElement>(null);
  const returnTo = useRef<string | null>(null);
  const { view } = editor;
  const leave = () => view.focus();
  const isCover = coverMediaId === figure.mediaId;

  // The moved figure is a new element: the focus goes back to the button that moved it.
  useLayoutEffect(() => {
    if (returnTo.current === null || !figure.place) return;
    toolbar.current?.querySelector<HTMLElement>(`[data-roving="${returnTo.current}"]`)?.focus();
    returnTo.current = null;
  }, [figure.place]);

  const move = (direction: -1 | 1) => {
    const name = direction === -1 ? 'up' : 'down';
    if (toolbar.current?.contains(document.activeElement)) returnTo.current = name;
    if (moveFigure(direction)(view.state, view.dispatch)) {
      announce(t(direction === -1 ? 'tools.movedUp' : 'tools.movedDown'));
    }
  };

  const replace = async () => {
    const media = await pickMedia?.();
    if (media && !view.isDestroyed) replacePicture(view, figure.id, media, confirmations);
    view.focus();
  };

  return (
    <RovingToolbar
      ref={toolbar}
      label={t('tools.label')}
      first="layout-center"
      onLeave={leave}
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
      <AltTextPopover editor={editor} figure={figure} confirmations={confirmations}>
        <ToolButton
          id="alt"
          rovingId="alt"
          label={t(figure.alt.trim() === '' ? 'tools.altMissing' : 'tools.alt')}
          aria-haspopup="dialog"
          aria-expanded={figure.isAltOpen}
          data-missing={figure.alt.trim() === '' || undefined}
          onClick={() => view.dispatch(setAltOpen(view.state.tr, !figure.isAltOpen))}
        >
          <IconAlt {...iconProps} />
        </ToolButton>
      </AltTextPopover>
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
