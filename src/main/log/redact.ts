/** What must never stand in the technical log: secrets, whole document and card numbers. */

const secretKeys = ['secret', 'pin', 'password', 'pepper', 'token', 'ticket', 'cookie', 'documentNumber', 'secretHash'];
const numberKeys = ['number', 'rawHex'];

/** Paths for pino: the key itself, and one and two levels deep. */
export const redactPaths = [...secretKeys, ...numberKeys].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** The last two characters of a number are enough to find a fault; of a secret nothing is. */
export function censor(value: unknown, path: readonly string[]): string {
  const key = path.at(-1) ?? '';
  if (numberKeys.includes(key) && typeof value === 'string' && value.length > 4) return `…${value.slice(-2)}`;
  return '[redacted]';
}

/** Text without the password of an address in it. */
export function withoutPasswords(text: string): string {
  return text.replace(/(\w+:\/\/)[^/@\s]*@/g, '$1');
}
