/** Ctrl+K: screens, actions and people from one line. It opens over the middle, never over glance line or health strip. */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { cardText } from '../../shared/model/cards.ts';
import { KeyButton, KeyCap, toast } from '../ui/index.ts';
import { api, apiQuery, callError } from './api.ts';
import { stepBrightness, toggleScheme, useAppearance } from './appearance.ts';
import { closeFinder, fitsQuery, useFinderOpen } from './finder.ts';
import classes from './finder-dialog.module.css';
import { switchLanguage } from './language.ts';
import { goTo, lockSeat, places } from './nav-rail.tsx';
import { openScreen, useScreen } from './navigation.ts';
import { deliverToBox } from './scan.ts';
import { refreshSession } from './session-state.ts';
import { useShortcut } from './shortcuts.ts';
import { useText } from './text.ts';

interface Found {
  readonly id: string;
  readonly kind: 'goTo' | 'action' | 'person';
  readonly words: string;
  readonly key?: string;
  readonly run: () => void;
}
const shownAtMost = 9;
/** Screens that have no function key; they are opened from another screen, or from here. */
const seldomPlaces = ['panels', 'figures', 'plan', 'faults'] as const;

export function signOut(): void {
  api.session.signOut().then(refreshSession, (error: unknown) => toast('problem', callError(error)));
}

function useCommands(): readonly Found[] {
  const { t } = useText();
  const { scheme } = useAppearance();
  return [
    ...places.map((place): Found => ({ id: place.screen, kind: 'goTo', words: t(`watch.screen.${place.screen}`), key: place.key, run: () => goTo(place) })),
    ...seldomPlaces.map((screen): Found => ({ id: screen, kind: 'goTo', words: t(`watch.screen.${screen}`), run: () => openScreen(screen) })),
    { id: 'lock', kind: 'action', words: t('watch.lock'), key: 'Ctrl+L', run: lockSeat },
    { id: 'theme', kind: 'action', words: t(scheme === 'dark' ? 'watch.theme.toLight' : 'watch.theme.toDark'), key: 'Ctrl+D', run: toggleScheme },
    { id: 'brightness', kind: 'action', words: t('watch.brightness'), key: 'Ctrl+B', run: stepBrightness },
    { id: 'language', kind: 'action', words: t('watch.languageSwitch'), key: 'Ctrl+G', run: switchLanguage },
    { id: 'signOut', kind: 'action', words: t('watch.signOut'), run: signOut },
  ];
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly more: string;
  /** What the box is given; the name unless told. */
  readonly scan?: string;
}

function usePeople(query: string): readonly Found[] {
  const text = useDeferredValue(query.trim());
  const { data } = useQuery({ ...apiQuery.visitors.guess.queryOptions({ input: { text } }), enabled: text.length >= 2 });
  const { data: holders = [] } = useQuery({ ...apiQuery.gate.find.queryOptions({ input: { text } }), enabled: text.length >= 2 });
  if (data === undefined || text.length < 2) return [];
  const people = [
    ...data.visits.map((visit) => ({ id: visit.visitId, name: visit.name, more: visit.organisation })),
    ...data.persons.map((person) => ({ id: person.personId, name: person.name, more: person.organisation })),
    // An employee is brought up by a card: the box then says whose it is and how it stands.
    ...holders.map(({ holder, cards: [card] }) => ({
      id: holder.holderId,
      name: holder.name,
      more: holder.department,
      ...(card === undefined ? {} : { scan: cardText(card) }),
    })),
  ];
  return people.map(({ id, name, more, scan = name }: Person) => ({
    id,
    kind: 'person',
    words: more === '' ? name : `${name} · ${more}`,
    run: () => {
      openScreen('watch');
      deliverToBox(scan);
    },
  }));
}

export function Finder() {
  const open = useFinderOpen();
  return open ? <FinderDialog /> : null;
}

function FinderDialog() {
  const { t } = useText();
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState(0);
  const commands = useCommands().filter((found) => fitsQuery(found.words, query.trim()));
  const found = [...commands, ...usePeople(query)].slice(0, shownAtMost);
  const at = Math.min(cursor, Math.max(0, found.length - 1));
  useShortcut('Escape', closeFinder);
  // A function key pressed meanwhile goes to its screen: the question here is over.
  const screen = useScreen();
  const openedOn = useRef(screen);
  useEffect(() => {
    if (screen !== openedOn.current) closeFinder();
  }, [screen]);
  const run = (one: Found | undefined) => {
    if (one === undefined) return;
    closeFinder();
    one.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setCursor(Math.min(found.length - 1, Math.max(0, at + step)));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.backdrop} onPointerDown={(event) => event.target === event.currentTarget && closeFinder()}>
      <div className={classes.dialog} role="dialog" aria-label={t('watch.find.title')}>
        <input
          className={classes.input}
          // biome-ignore lint/a11y/noAutofocus: it was opened to type into it
          autoFocus
          value={query}
          placeholder={t('watch.find.placeholder')}
          aria-label={t('watch.find.title')}
          aria-controls="finder-list"
          aria-activedescendant={found[at] === undefined ? undefined : `finder-${found[at].id}`}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id="finder-list" role="listbox" aria-label={t('watch.find.title')}>
          {found.map((one, i) => (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the input has the focus, its active descendant is the cursor
            <div key={one.id} id={`finder-${one.id}`} role="option" aria-selected={i === at} className={classes.option} onClick={() => run(one)}>
              <span className={classes.kind}>{t(`watch.find.${one.kind}`)}</span>
              <span className={classes.words}>{one.words}</span>
              {one.key === undefined ? null : <KeyCap>{one.key}</KeyCap>}
            </div>
          ))}
        </div>
        <div className={classes.foot}>
          <p className={classes.hint}>{t(found.length === 0 ? 'watch.find.nothing' : 'watch.find.hint')}</p>
          <KeyButton kind="quiet" shownKey="Escape" onPress={closeFinder}>
            {t('common.close')}
          </KeyButton>
        </div>
      </div>
    </div>
  );
}
