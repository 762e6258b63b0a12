import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SingleSignOnError } from '../../../domain/single-sign-on.ts';
import { api } from '../../lib/api.ts';
import { openSingleSignOn } from '../../lib/single-sign-on.ts';
import styles from './sign-in-page.module.css';

type SingleSignOnWindowButtonProps = {
  purpose: 'renew' | 'confirm';
  /** Called when the provider has confirmed the identity. @returns an error to show, or null. */
  onDone: () => Promise<SingleSignOnError | null>;
};

/** Signs in at the provider in a window of its own, so that the page below stays as it is. Nothing without a provider. */
export function SingleSignOnWindowButton({ purpose, onDone }: SingleSignOnWindowButtonProps) {
  const { t } = useTranslation('singleSignOn');
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const [state, setState] = useState<'idle' | 'open' | SingleSignOnError>('idle');
  const stopListening = useRef<() => void>(undefined);
  // Reaches the channel of the window.
  useEffect(() => () => stopListening.current?.(), []);
  const name = health?.singleSignOn?.name;
  if (!name) return null;

  const handleClick = () => {
    stopListening.current?.();
    setState('open');
    stopListening.current = openSingleSignOn(purpose, ({ error }) => {
      if (error) setState(error);
      else void onDone().then((failure) => setState(failure ?? 'idle'));
    });
  };

  return (
    <div className={styles.alternative}>
      <Button variant="default" size="md" fullWidth onClick={handleClick}>
        {t(purpose === 'renew' ? 'signIn' : 'confirm', { name })}
      </Button>
      {state === 'open' && (
        <p className={styles.hint} role="status">
          {t('opening', { name })}
        </p>
      )}
      {state !== 'idle' && state !== 'open' && (
        <p className={styles.failed} role="alert">
          {t(`errors.${state}`)}
        </p>
      )}
    </div>
  );
}
