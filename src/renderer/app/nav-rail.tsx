/** The screens, each with its function key; below them what is wanted at any time. */
import { Bell, BookOpenText, CircleHelp, Cpu, DoorOpen, Eye, Lock, type LucideIcon, Search, Settings, Users } from 'lucide-react';
import { KeyCap } from '../ui/index.ts';
import { toast } from '../ui/toast.ts';
import { api, callError } from './api.ts';
import { openFinder } from './finder.ts';
import classes from './nav-rail.module.css';
import { type FocusTarget, focusTarget, openScreen, type Screen, useScreen } from './navigation.ts';
import { setSession } from './session-state.ts';
import { useShortcut } from './shortcuts.ts';
import { useText } from './text.ts';

interface Place {
  readonly screen: Screen;
  readonly key: string;
  readonly icon: LucideIcon;
  readonly focus?: FocusTarget;
}
export const places: readonly Place[] = [
  { screen: 'help', key: 'F1', icon: CircleHelp },
  { screen: 'watch', key: 'F2', icon: Eye, focus: 'box' },
  { screen: 'alarms', key: 'F3', icon: Bell },
  { screen: 'gate', key: 'F4', icon: DoorOpen },
  { screen: 'log', key: 'F5', icon: BookOpenText, focus: 'note' },
  { screen: 'visitors', key: 'F9', icon: Users },
  { screen: 'devices', key: 'F10', icon: Cpu },
  { screen: 'settings', key: 'Ctrl+,', icon: Settings },
];

export const goTo = (place: Place): void => openScreen(place.screen, place.focus);
export const lockSeat = (): void => {
  api.session.lock().then(setSession, (error: unknown) => toast('problem', callError(error)));
};

export function NavRail() {
  const { t } = useText();
  useShortcut('Ctrl+K', openFinder);
  useShortcut('Ctrl+L', lockSeat);
  return (
    <nav className={classes.rail} aria-label={t('watch.screens')}>
      {places.map((place) => (
        <RailPlace key={place.screen} place={place} />
      ))}
      <span className={classes.gap} />
      <button type="button" className={classes.tool} onClick={openFinder} aria-keyshortcuts="Ctrl+K" aria-label={`${t('watch.find.title')} Ctrl+K`}>
        <Search size={20} aria-hidden="true" />
        <KeyCap>Ctrl+K</KeyCap>
      </button>
      <button type="button" className={classes.tool} onClick={lockSeat} aria-keyshortcuts="Ctrl+L" aria-label={`${t('watch.lock')} Ctrl+L`}>
        <Lock size={20} aria-hidden="true" />
        <KeyCap>Ctrl+L</KeyCap>
      </button>
    </nav>
  );
}

/** Screens without a place of their own: tools and panels belong to the devices, the rest to the alarms. */
const within: { readonly [screen in Screen]?: Screen } = { readerTools: 'devices', panels: 'devices', figures: 'alarms', plan: 'alarms', faults: 'alarms' };
const railScreen = (screen: Screen): Screen => within[screen] ?? screen;

function RailPlace({ place }: { readonly place: Place }) {
  const { t } = useText();
  const screen = useScreen();
  useShortcut(place.key, () => {
    goTo(place);
    if (place.focus !== undefined && place.screen === screen) focusTarget(place.focus);
  });
  const Icon = place.icon;
  return (
    <button
      type="button"
      className={classes.place}
      aria-current={railScreen(screen) === place.screen ? 'page' : undefined}
      aria-keyshortcuts={place.key}
      onClick={() => goTo(place)}
    >
      <span className={classes.top}>
        <Icon size={20} aria-hidden="true" />
        <KeyCap>{place.key}</KeyCap>
      </span>
      <span className={classes.name}>{t(`watch.screen.${place.screen}`)}</span>
    </button>
  );
}
