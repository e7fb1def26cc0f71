/** The console of a signed-in seat: glance line, bars, screens, health strip. Only the middle changes. */
import { Suspense, useEffect } from 'react';
import { Devices } from '../features/devices/index.ts';
import { Help } from '../features/help/index.ts';
import { Settings } from '../features/settings/index.ts';
import { toast } from '../ui/index.ts';
import { ClockBar, ConnectionBar, StoreBar } from './bars.tsx';
import classes from './console.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { Finder } from './finder-dialog.tsx';
import { GlanceLine } from './glance-line.tsx';
import { HealthStrip } from './health-strip.tsx';
import { useIdleTouch } from './idle.ts';
import { NavRail } from './nav-rail.tsx';
import { openScreen, type Screen, useScreen } from './navigation.ts';
import { whenBankCardScanned, whenScanHasNoReceiver } from './scan.ts';
import { panelTarget } from './screen-targets.ts';
import { Faults, Figures, Panels, ReaderTools, SitePlan } from './seldom.tsx';
import {
  AlarmAnnouncer,
  AlarmBoard,
  AlarmSounds,
  DayLog,
  DocumentBar,
  GateLog,
  SoundBar,
  SoundTest,
  SpeakerTestBar,
  TopAlarmStrip,
  Visitors,
} from './slots.ts';
import { useText } from './text.ts';
import { aimReaderTools, type ReaderToolsTarget, readerToolsTarget } from './tools-target.ts';
import { WatchPage } from './watch-page.tsx';

function openTools(target: ReaderToolsTarget): void {
  aimReaderTools(target);
  openScreen('readerTools');
}

function openPanel(panelId: string): void {
  panelTarget.aim(panelId);
  openScreen('panels');
}

const pages: { readonly [screen in Screen]: () => React.ReactNode } = {
  help: () => <Help />,
  watch: () => <WatchPage />,
  alarms: () => <AlarmBoard />,
  gate: () => <GateLog />,
  log: () => <DayLog />,
  visitors: () => <Visitors />,
  devices: () => <Devices onOpenSettings={() => openScreen('settings')} onOpenTools={openTools} onOpenPanel={openPanel} />,
  readerTools: () => (
    <Suspense fallback={null}>
      <ReaderTools target={readerToolsTarget()} onBack={() => openScreen('devices')} />
    </Suspense>
  ),
  panels: () => (
    <Suspense fallback={null}>
      <Panels onBack={() => openScreen('devices')} />
    </Suspense>
  ),
  figures: () => (
    <Suspense fallback={null}>
      <Figures onBack={() => openScreen('alarms')} />
    </Suspense>
  ),
  plan: () => (
    <Suspense fallback={null}>
      <SitePlan onBack={() => openScreen('alarms')} />
    </Suspense>
  ),
  faults: () => (
    <Suspense fallback={null}>
      <Faults onBack={() => openScreen('alarms')} />
    </Suspense>
  ),
  settings: () => <Settings soundTest={<SoundTest />} />,
};

export function Console() {
  const screen = useScreen();
  useIdleTouch(true);
  const { t } = useText();
  useEffect(() => whenScanHasNoReceiver(() => openScreen('watch', 'box')), []);
  useEffect(() => whenBankCardScanned(() => toast('problem', t('watch.bankCard'))), [t]);
  return (
    <div className={classes.console}>
      <GlanceLine />
      <ConnectionBar />
      <StoreBar />
      <ClockBar />
      <DocumentBar />
      <SoundBar />
      <SpeakerTestBar />
      <TopAlarmStrip />
      <div className={classes.middle}>
        <NavRail />
        <main className={classes.page} tabIndex={-1}>
          <ErrorBoundary key={screen}>{pages[screen]()}</ErrorBoundary>
        </main>
        <Finder />
      </div>
      <HealthStrip />
      <AlarmSounds />
      <AlarmAnnouncer />
    </div>
  );
}
