/** With what a screen opens: another screen says it, the one that opens has it, and the next time there is nothing. */
import { useEffect, useState } from 'react';

/** The source of alarms that a fault report is about. */
export interface FaultTarget {
  readonly panelId: string;
  readonly source: string;
}

/** An alarm on the board, and what of it stands beside the list. */
export interface AlarmTarget {
  readonly alarmId: string;
  readonly pane: 'detail' | 'procedure';
}

export interface Target<T> {
  aim(next: T): void;
  now(): T | null;
  forget(): void;
}

function createTarget<T>(): Target<T> {
  let target: T | null = null;
  return {
    aim(next) {
      target = next;
    },
    now: () => target,
    forget() {
      target = null;
    },
  };
}

export const alarmTarget = createTarget<AlarmTarget>();
/** A panel's id. */
export const panelTarget = createTarget<string>();
export const faultTarget = createTarget<FaultTarget>();
/** Sequence number of a row of the day log. */
export const logTarget = createTarget<number>();

/** What the screen was opened with. Forgotten only once the screen is up: React may begin to draw it more than once. */
export function useTarget<T>(target: Target<T>): T | null {
  const [aimed] = useState(() => target.now());
  useEffect(() => target.forget(), [target]);
  return aimed;
}
