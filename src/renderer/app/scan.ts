/**
 * Where a scan goes: to whoever asked last (the box on Watch). With nobody there it is kept until the box is on screen,
 * and the shell is told to bring it up. The same code again within two seconds is ignored, as long as it lies before the scanner.
 * A payment card goes nowhere.
 */
import { useEffect, useRef } from 'react';
import { looksLikeBankCard } from '../../shared/model/bank-card.ts';
import { createScanLines } from './scan-lines.ts';

export const sameScanIgnoredMs = 2000;
type Receiver = (text: string) => void;

const receivers: Receiver[] = [];
let waiting: string | null = null;
let last: { text: string; atMs: number } | null = null;
let onNobody: (() => void) | null = null;
let onBankCard: (() => void) | null = null;
/** `]`, a letter for the symbology and a modifier, which some scanners put before the code (ISO/IEC 15424). */
const aimPrefix = /^\][A-Za-z][0-9A-Za-z](?=.)/;
const lines = createScanLines(deliverWhole);

/** Before signing in nobody takes scans, and fast typing is just typing. */
export const scansWanted = (): boolean => receivers.length > 0 || onNobody !== null;

/** Called by the key dispatcher, line by line; the lines of a document go on together. `atMs` counts on any steady clock. */
export function deliverScan(line: string, atMs: number): void {
  lines.add(line.replace(aimPrefix, ''), atMs);
}

function deliverWhole(text: string, atMs: number): void {
  const again = last !== null && last.text === text && atMs - last.atMs < sameScanIgnoredMs;
  if (looksLikeBankCard(text)) {
    last = null;
    onBankCard?.();
    return;
  }
  last = { text, atMs };
  if (!again) deliverToBox(text);
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

/** The shell says here how to tell that a payment card was refused. */
export function whenBankCardScanned(run: () => void): () => void {
  onBankCard = run;
  return () => {
    onBankCard = null;
  };
}

/** Forgets a scan that nobody took, for when the seat locks. */
export function forgetScan(): void {
  lines.forget();
  waiting = null;
  last = null;
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
