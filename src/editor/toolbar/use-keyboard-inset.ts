import { useEffect } from 'react';

/**
 * Keeps `--keyboard-inset` on the element: how many pixels of the page's bottom the on-screen keyboard covers. What is
 * fixed to the bottom stands on the keyboard with it, also where the browser lays the keyboard over the page.
 */
export function useKeyboardInset(element: HTMLElement | null): void {
  // Reaches the visual viewport, which React knows nothing of.
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!element || !viewport) return;
    const update = () => {
      const covered = window.innerHeight - viewport.height - viewport.offsetTop;
      // Zooming in makes the viewport smaller too; only what is as large as a keyboard counts.
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
