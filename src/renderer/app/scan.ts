/**
 * Where a scan goes: to whoever asked last (the box on Watch). With nobody there it is kept until the box is on screen,
 * and the shell is told to bring it up. The same code again within two seconds is ignored.
 */
import { useEffect, useRef } from 'react';

export const sameScanIgnoredMs = 2000;
type Receiver = (text: string) => void;

const receivers: Receiver[] = [];
let waiting: string | null = null;
let last: { text: string; atMs: number } | null = null;
let onNobody: (() => void) | null = null;

/** Before signing in nobody takes scans, and fast typing is just typing. */
export const scansWanted = (): boolean => receivers.length > 0 || onNobody !== null;

/** Called by the key dispatcher. `atMs` counts on any steady clock. */
export function deliverScan(text: string, atMs: number): void {
  if (last !== null && last.text === text && atMs - last.atMs < sameScanIgnoredMs) return;
  last = { text, atMs };
  deliverToBox(text);
}

/** Puts text into the box as if it had been scanned; brings the box up if need be. */
export function deliverToBox(text: string): void {
  const receiver = receivers.at(-1);
  if (receiver !== undefined) {
    receiver(text);
    return;
  }
  if (onNobody === null) return;
  waiting = text;
  onNobody();
}

/** The shell says here how to bring up the box. */
export function whenScanHasNoReceiver(run: () => void): () => void {
  onNobody = run;
  return () => {
    onNobody = null;
  };
}

/** Forgets a scan that nobody took, for when the seat locks. */
export function forgetScan(): void {
  waiting = null;
}

export function receiveScans(receiver: Receiver): () => void {
  receivers.push(receiver);
  if (waiting !== null) {
    const text = waiting;
    waiting = null;
    receiver(text);
  }
  return () => {
    const at = receivers.indexOf(receiver);
    if (at >= 0) receivers.splice(at, 1);
  };
}

/** The box receives every scan made anywhere while it is on screen. */
export function useScan(handler: (text: string) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => receiveScans((text) => latest.current(text)), []);
}
