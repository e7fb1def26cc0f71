/** The board: one list, most urgent first; the standing lists are one key away. Works without a mouse. */
import { useState } from 'react';
import { alarmTarget, useTarget } from '../../app/screen-targets.ts';
import { AlarmsView } from './alarms-view.tsx';
import { BypassedView } from './bypassed-view.tsx';
import type { View } from './lists.ts';
import { UnknownView } from './unknown-view.tsx';

export function AlarmBoard() {
  // Another screen may have said with which alarm to begin.
  const begin = useTarget(alarmTarget);
  const [view, setView] = useState<View>('board');
  if (view === 'bypassed') return <BypassedView onShow={setView} />;
  if (view === 'unknown') return <UnknownView onShow={setView} />;
  return <AlarmsView key={view} view={view} begin={view === 'board' ? begin : null} onShow={setView} />;
}
