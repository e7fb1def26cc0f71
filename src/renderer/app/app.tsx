/** The whole page: providers, and what to show at each stage of the session. */
import { MantineProvider } from '@mantine/core';
import { Suspense, useEffect, useState } from 'react';
import { FirstLead, SignIn } from '../features/session/index.ts';
import classes from './app.module.css';
import { stepBrightness, toggleScheme, useAppearance } from './appearance.ts';
import { AppearanceKeys } from './appearance-keys.tsx';
import { ConnectionBar } from './bars.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { switchLanguage } from './language.ts';
import { afterFirstPage, Console, FirstRun, fetchTheRest, LockedConsole, Toasts } from './later.tsx';
import { useSeat } from './seat.ts';
import { useSession } from './session-state.ts';
import { useShortcut } from './shortcuts.ts';
import { useText } from './text.ts';

export function App() {
  const { scheme, brightness } = useAppearance();
  return (
    <MantineProvider forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <Later />
      <ErrorBoundary onAgain={() => location.reload()}>
        <Suspense fallback={<Coming />}>
          <Stage />
        </Suspense>
      </ErrorBoundary>
      <div className={classes.dim} style={{ opacity: (100 - brightness) / 100 }} />
    </MantineProvider>
  );
}

/** A screen is mostly there at once; where the post must be asked for it again and again, say so rather than show nothing. */
const tellComingAfterMs = 1000;

function Coming() {
  const { t } = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), tellComingAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return <div className={classes.plain}>{late ? <p className={classes.waiting}>{t('watch.connection.connecting')}</p> : null}</div>;
}

/** What may come once the first page is there: until then nothing else is fetched. */
function Later() {
  const answered = useSession() !== null;
  const [begun, setBegun] = useState(false);
  useEffect(() => (answered ? afterFirstPage(() => setBegun(true)) : undefined), [answered]);
  useEffect(() => {
    if (begun) fetchTheRest();
  }, [begun]);
  return <Suspense fallback={null}>{begun ? <Toasts /> : null}</Suspense>;
}

function Stage() {
  const session = useSession();
  const { t } = useText();
  useSeat();
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
      <ConnectionBar hasLog={session.stage !== 'setup'} />
      <main className={classes.stage}>
        {session.stage === 'setup' ? <FirstRun /> : session.stage === 'firstLead' ? <FirstLead /> : <SignIn session={session} />}
      </main>
      <footer className={classes.foot}>
        <AppearanceKeys />
      </footer>
    </div>
  );
}
