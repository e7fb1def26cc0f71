/** Who may talk to us: the checks against pages of others. */
import { hostname, networkInterfaces } from 'node:os';

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Names under which a browser may reach us. A page that rebinds its own name to our address sends that name, and is refused. */
export function allowedHostNames(boundTo: string): ReadonlySet<string> {
  const own = ['localhost', '127.0.0.1', '[::1]', boundTo.includes(':') ? `[${boundTo}]` : boundTo];
  if (isLoopback(boundTo)) return new Set(own);
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set([...own, hostname(), ...addresses.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))]);
}

/** Is the Host header one of ours? (DNS rebinding, reliability.md T5.) */
export function isOwnHost(header: string | undefined, names: ReadonlySet<string>): boolean {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:]+)(?::\d+)?$/.exec(header ?? '');
  return match?.[1] !== undefined && names.has(match[1].toLowerCase());
}

/** Does the request come from our own page? Programs that are no browser send no Origin. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, secure: boolean): boolean {
  return origin === undefined || origin.toLowerCase() === `${secure ? 'https' : 'http'}://${host ?? ''}`.toLowerCase();
}
