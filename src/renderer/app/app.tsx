/** The whole page: providers, and what to show at each stage of the session. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { FirstLead, SignIn } from '../features/session/index.ts';
import { queryClient } from './api.ts';
import classes from './app.module.css';
import { stepBrightness, toggleScheme, useAppearance } from './appearance.ts';
import { AppearanceKeys } from './appearance-keys.tsx';
import { ConnectionBar } from './bars.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { switchLanguage } from './language.ts';
import { Console, FirstRun, fetchConsole, LockedConsole } from './later.tsx';
import { useSeat } from './seat.ts';
import { useSession } from './session-state.ts';
import { useShortcut } from './shortcuts.ts';
import { useText } from './text.ts';

export function App() {
  const { scheme, brightness } = useAppearance();
  return (
    <MantineProvider forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-right" transitionDuration={120} containerWidth="calc(var(--box-column) - 2 * var(--space-4))" />
        <ErrorBoundary>
          <Suspense fallback={null}>
            <Stage />
          </Suspense>
        </ErrorBoundary>
        <div className={classes.dim} style={{ opacity: (100 - brightness) / 100 }} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Stage() {
  const session = useSession();
  const { t } = useText();
  useSeat();
  useEffect(fetchConsole, []);
  useShortcut('Ctrl+D', toggleScheme);
  useShortcut('Ctrl+B', stepBrightness);
  useShortcut('Ctrl+G', switchLanguage);
  if (session === null) {
    return (
      <div className={classes.plain}>
        <ConnectionBar />
        <p className={classes.waiting}>{t('watch.connection.connecting')}</p>
      </div>
    );
  }
  if (session.stage === 'signedIn') return <Console />;
  if (session.stage === 'locked') return <LockedConsole />;
  return (
    <div className={classes.plain}>
      <ConnectionBar />
      <main className={classes.stage}>
        {session.stage === 'setup' ? <FirstRun /> : session.stage === 'firstLead' ? <FirstLead /> : <SignIn session={session} />}
      </main>
      <footer className={classes.foot}>
        <AppearanceKeys />
      </footer>
    </div>
  );
}
