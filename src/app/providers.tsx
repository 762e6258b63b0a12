import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from '../lib/i18n.ts';
import { cssVariables, theme } from '../lib/theme.ts';
import { ToastArea } from './toast-area.tsx';

/** public/color-scheme.js reads the same key before the first paint. */
const colorSchemeManager = localStorageColorSchemeManager({ key: 'toa-soan.color-scheme' });

type ProvidersProps = {
  queryClient: QueryClient;
  children: ReactNode;
  /** `test`: no transitions. */
  env?: 'default' | 'test';
};

export function Providers({ queryClient, children, env = 'default' }: ProvidersProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
        env={env}
      >
        <QueryClientProvider client={queryClient}>
          {children}
          <ToastArea />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}
