import { cloneElement, type ReactElement, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { loadTexts } from '../lib/i18n.ts';
import { notifyProblem } from '../lib/notify.ts';
import styles from './lazy-popup.module.css';

/** The button of a popup. */
export type PopupTrigger = ReactElement<{
  onClick?: () => void;
  onPointerEnter?: () => void;
  'aria-haspopup'?: 'menu' | 'listbox' | 'dialog';
  'aria-expanded'?: boolean;
  'data-popup'?: 'opening' | undefined;
}>;

type LazyPopupProps<Module> = {
  /** A stable function, such as a module-level `() => import('./menu.tsx')`. */
  load: () => Promise<Module>;
  kind: 'menu' | 'listbox' | 'dialog';
  /** The button that opens the popup. */
  trigger: PopupTrigger;
  /** Renders the popup around its trigger, closed. */
  children: (code: Module, trigger: PopupTrigger) => ReactNode;
};

/**
 * A button whose popup is imported when it is first pressed, so that no screen waits for popups that nobody opens. The
 * press opens it as soon as it is there; a failed import shows a toast, and the button can be pressed again.
 */
export function LazyPopup<Module extends object>({ load, kind, trigger, children }: LazyPopupProps<Module>) {
  const [code, setCode] = useState<Module>();
  const [isOpening, setIsOpening] = useState(false);
  const wrapper = useRef<HTMLSpanElement>(null);

  // Reaches the focus and the popup's own trigger: the press was on a button that this one has replaced. It is pressed once
  // the popup's portal is mounted.
  useLayoutEffect(() => {
    const button = code && wrapper.current?.querySelector('button');
    if (!button) return;
    button.focus({ preventScroll: true });
    const timer = setTimeout(() => button.click());
    return () => clearTimeout(timer);
  }, [code]);

  const handleClick = () => {
    setIsOpening(true);
    Promise.all([load(), loadTexts()])
      .then(([fetched]) => setCode(fetched), notifyProblem)
      .finally(() => setIsOpening(false));
  };
  const handlePointerEnter = () => void load().catch(() => undefined);

  return (
    <span ref={wrapper} className={styles.wrapper}>
      {code
        ? children(code, trigger)
        : cloneElement(trigger, {
            'aria-haspopup': kind,
            'aria-expanded': false,
            'data-popup': isOpening ? 'opening' : undefined,
            onClick: handleClick,
            onPointerEnter: handlePointerEnter,
          })}
    </span>
  );
}
