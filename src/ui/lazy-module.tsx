import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { notifyProblem } from '../lib/notify.ts';

type LazyModuleProps<Module> = {
  /** The same function each time, as `const importSheet = () => import('./sheet.tsx')` is. */
  load: () => Promise<Module>;
  /** Closes what did not open, so that it can be tried again. */
  onError: () => void;
  children: (code: Module) => ReactNode;
};

/**
 * A part of a screen whose code is fetched when it is first wanted. Where that fails a toast says why, and the screen
 * stays as it is, words and all; React's own `lazy` would take it away.
 */
export function LazyModule<Module extends object>({ load, onError, children }: LazyModuleProps<Module>) {
  const [code, setCode] = useState<Module>();
  const handleError = useEffectEvent((error: unknown) => {
    notifyProblem(error);
    onError();
  });
  // Reaches the network, or what the browser has of it.
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (fetched) => isCurrent && setCode(fetched),
      (error: unknown) => isCurrent && handleError(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  return code && children(code);
}
