import { Button } from '@mantine/core';
import IconFingerprint from '@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs';
import { useState } from 'react';
import { passkeyFailure } from './passkey.ts';
import styles from './sign-in-page.module.css';

type PasskeyButtonProps = {
  label: string;
  /** Default: that of a secondary action. */
  variant?: 'filled' | 'default';
  /** Has the person use a passkey. Rejects when they cancel. */
  onUse: () => Promise<void>;
};

/** Starts the browser's passkey dialog. The error stands below, because the browser may have shown none. */
export function PasskeyButton({ label, variant = 'default', onUse }: PasskeyButtonProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  const handleClick = async () => {
    setIsBusy(true);
    setError(undefined);
    try {
      await onUse();
    } catch (thrown) {
      setError(passkeyFailure(thrown));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <>
      <Button
        variant={variant}
        size="md"
        fullWidth
        loading={isBusy}
        leftSection={<IconFingerprint size={19} stroke={1.5} aria-hidden="true" />}
        // Escape closes the browser's dialog, not one of the page.
        data-mantine-stop-propagation="true"
        onClick={() => void handleClick()}
      >
        {label}
      </Button>
      {error && (
        <p className={styles.failed} role="alert">
          {error}
        </p>
      )}
    </>
  );
}
