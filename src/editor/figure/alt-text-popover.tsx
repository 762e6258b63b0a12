import { Button, Popover, Textarea } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type ReactElement, useId, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { limits } from '../../../domain/limits.ts';
import { setFigureAlt } from './figure-commands.ts';
import styles from './figure-toolbar.module.css';
import { type FigureToolbarState, setAltOpen } from './figure-toolbar-state.ts';
import type { MetadataConfirmations } from './metadata-confirmations.ts';

type AltTextPopoverProps = {
  editor: Editor;
  figure: FigureToolbarState;
  confirmations: MetadataConfirmations;
  /** The button that opens it. */
  children: ReactElement;
};

/** Edits the alternative text of a figure. Every change is applied immediately; there is no save button. */
export function AltTextPopover({ editor, figure, confirmations, children }: AltTextPopoverProps) {
  const { t } = useTranslation('media');
  const { view } = editor;
  const close = () => {
    view.dispatch(setAltOpen(view.state.tr, false));
    view.focus();
  };
  return (
    <Popover
      opened={figure.isAltOpen}
      onChange={(isOpen) => !isOpen && close()}
      width={360}
      position="bottom"
      trapFocus
      shadow="md"
      radius="md"
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t('alt.label')}>
        <AltTextForm editor={editor} figure={figure} confirmations={confirmations} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

type AltTextFormProps = Omit<AltTextPopoverProps, 'children'> & { onDone: () => void };

function AltTextForm({ editor, figure, confirmations, onDone }: AltTextFormProps) {
  const { t } = useTranslation('media');
  const hintId = useId();
  // Local state: the document holds NFC, and writing that back would break a composition.
  const [text, setText] = useState(figure.alt);
  const isPending = useSyncExternalStore(confirmations.subscribe, () =>
    confirmations.isPending(figure.id, 'alt', figure.alt),
  );
  const change = (value: string) => {
    setText(value);
    setFigureAlt(value)(editor.state, editor.view.dispatch);
  };
  return (
    <div className={styles.popover}>
      <Textarea
        data-autofocus
        label={t('alt.label')}
        aria-describedby={hintId}
        value={text}
        maxLength={limits.altMaxChars}
        autosize
        minRows={3}
        maxRows={7}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onDone();
        }}
      />
      {isPending && (
        <p className={styles.pending}>
          {t('confirm.altPending')}
          <Button size="compact-sm" variant="default" onClick={() => confirmations.confirm(figure.id, 'alt')}>
            {t('confirm.alt')}
          </Button>
        </p>
      )}
      <p id={hintId} className={styles.hint}>
        {t('alt.hint')}
      </p>
      <div className={styles.foot}>
        <span className={styles.count}>
          {t('alt.count', { count: text.length, max: limits.altMaxChars })}
        </span>
        <Button size="compact-md" onClick={onDone}>
          {t('alt.done')}
        </Button>
      </div>
    </div>
  );
}
