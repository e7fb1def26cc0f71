/** The contract's rule on secrets, for words beside the field: a PIN of 6 digits, a password of 8 characters, no other rule. */
export function secretLongEnough(secret: string): boolean {
  return secret.length >= (/^\d+$/.test(secret) ? 6 : 8);
}
