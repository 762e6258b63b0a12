import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { notifyProblem } from '../lib/notify.ts';

type FetchedProps<Code> = {
  /** The same function each time, as `const importSheet = () => import('./sheet.tsx')` is. */
  load: () => Promise<Code>;
  /** Closes what did not open, so that it can be tried again. */
  onFailed: () => void;
  children: (code: Code) => ReactNode;
};

/**
 * A part of a screen whose code is fetched when it is first wanted. Where that fails a toast says why, and the screen
 * stays as it is, words and all; React's own `lazy` would take it away.
 */
export function Fetched<Code extends object>({ load, onFailed, children }: FetchedProps<Code>) {
  const [code, setCode] = useState<Code>();
  const handleFailed = useEffectEvent((error: unknown) => {
    notifyProblem(error);
    onFailed();
  });
  // Reaches the network, or what the browser has of it.
  useEffect(() => {
    let isWanted = true;
    load().then(
      (fetched) => isWanted && setCode(fetched),
      (error: unknown) => isWanted && handleFailed(error),
    );
    return () => {
      isWanted = false;
    };
  }, [load]);
  return code && children(code);
}
