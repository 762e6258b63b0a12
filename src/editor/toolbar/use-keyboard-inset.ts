import { useEffect } from 'react';

/**
 * Sets `--keyboard-inset` on the element: the height in pixels of the page covered by the on-screen keyboard. Elements
 * fixed to the bottom use it where the browser overlays the keyboard on the page.
 */
export function useKeyboardInset(element: HTMLElement | null): void {
  // Reaches the visual viewport.
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!element || !viewport) return;
    const update = () => {
      const covered = window.innerHeight - viewport.height - viewport.offsetTop;
      // Zooming shrinks the viewport as well; less than 80 px is not a keyboard.
      const inset = viewport.scale > 1.05 || covered < 80 ? 0 : covered;
      element.style.setProperty('--keyboard-inset', `${Math.round(inset)}px`);
    };
    update();
    viewport.addEventListener('resize', update);
    viewport.addEventListener('scroll', update);
    return () => {
      viewport.removeEventListener('resize', update);
      viewport.removeEventListener('scroll', update);
    };
  }, [element]);
}
