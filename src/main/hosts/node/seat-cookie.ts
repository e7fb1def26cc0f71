/** The name of a browser's seat, kept by the browser: its duty and its sound are the same after a reload. It proves nothing. */
import { randomBytes } from 'node:crypto';
import { readCookie } from './session-cookie.ts';

const yearSeconds = 31_536_000;
const nameOf = (port: number): string => `guardpost-seat-${port}`;
const newId = (): string => randomBytes(4).toString('hex');

/** `browser-` and eight characters; a new one for a client that keeps none. */
export function seatIdOf(cookies: string | undefined, port: number): string {
  const kept = readCookie(cookies, nameOf(port));
  return `browser-${kept !== null && /^[0-9a-f]{8}$/.test(kept) ? kept : newId()}`;
}

/** What gives a browser its name together with the page; null when it has one. */
export function giveSeatName(cookies: string | undefined, port: number, secure: boolean): string | null {
  if (/^[0-9a-f]{8}$/.test(readCookie(cookies, nameOf(port)) ?? '')) return null;
  return `${nameOf(port)}=${newId()}; Max-Age=${yearSeconds}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}
