import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { loadTexts } from '../lib/i18n.ts';
import { notifyProblem } from '../lib/notify.ts';

type LazyModuleProps<Module> = {
  /** A stable function, such as a module-level `() => import('./sheet.tsx')`. */
  load: () => Promise<Module>;
  /** Resets the caller, so that it can be tried again. */
  onError: () => void;
  children: (code: Module) => ReactNode;
};

/**
 * Renders with a module that is imported on mount. A failed import shows a toast and leaves the rest of the screen,
 * with its input, mounted; `React.lazy` would throw to the route's error boundary.
 */
export function LazyModule<Module extends object>({ load, onError, children }: LazyModuleProps<Module>) {
  const [code, setCode] = useState<Module>();
  const handleError = useEffectEvent((error: unknown) => {
    notifyProblem(error);
    onError();
  });
  // Reaches the network or the HTTP cache.
  useEffect(() => {
    let isCurrent = true;
    Promise.all([load(), loadTexts()]).then(
      ([fetched]) => isCurrent && setCode(fetched),
      (error: unknown) => isCurrent && handleError(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  return code && children(code);
}
