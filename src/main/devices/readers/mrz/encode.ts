/** A machine-readable zone as scanners send it over a serial line. Used by the simulator and the tests. */

export const mrzEncodings = ['cr', 'lf', 'crlf', 'honeywell', 'elyctis', 'json'] as const;
export type MrzEncoding = (typeof mrzEncodings)[number];

/** The bytes for these lines. `honeywell`: one separator between the lines and nothing at the end. */
export function encodeMrz(lines: readonly string[], how: MrzEncoding = 'crlf'): Uint8Array {
  switch (how) {
    case 'cr':
    case 'lf':
    case 'crlf': {
      const end = { cr: '\r', lf: '\n', crlf: '\r\n' }[how];
      return Buffer.from(lines.map((line) => line + end).join(''), 'latin1');
    }
    case 'honeywell':
      return Buffer.from(lines.join('\r'), 'latin1');
    case 'elyctis': {
      const data = Buffer.from(lines.join('\r'), 'latin1');
      return Buffer.concat([Uint8Array.of(0x49, data.length >> 8, data.length & 0xff), data]);
    }
    case 'json':
      return Buffer.from(`\x02${JSON.stringify({ mrz: lines.join('\r\n') })}\x03\r\n`, 'latin1');
  }
}
