/** One frame as a line of text: time, direction, address, sequence, name, how it is secured, what is in it. Pure. */
import type { TraceLine } from '../../../shared/model/reader-tools.ts';

/** `>` from the post, `<` from the reader; control characters of a device never reach the terminal. */
export function traceText({ atUtcMs, direction, address, sequence, name, fields, security }: Omit<TraceLine, 'good' | 'hex'>): string {
  const at = new Date(atUtcMs).toISOString().slice(11, 23);
  const what = fields.map((field) => `${field.name}=${field.value}`).join(' ');
  const line = `${at} ${direction === 'out' ? '>' : '<'} #${address} ${sequence} ${name.padEnd(8)} ${securityMark[security]} ${what}`;
  return line.replace(/\p{Cc}/gu, ' ').trimEnd();
}

const securityMark: { readonly [security in TraceLine['security']]: string } = { none: '-', handshake: 'SC', mac: 'SC+', encrypted: 'SC*' };
