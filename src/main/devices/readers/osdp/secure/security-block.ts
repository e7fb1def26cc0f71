/** Security blocks by their number in the specification (SIA OSDP v2.2, Annex D): odd from the panel, even from the reader. Words only. */

export const securityTypes = {
  challenge: 0x11,
  clientCryptogram: 0x12,
  serverCryptogram: 0x13,
  initialRMac: 0x14,
  /** MAC; what data there is stays readable. */
  commandMac: 0x15,
  replyMac: 0x16,
  /** MAC and encrypted data. */
  commandEncrypted: 0x17,
  replyEncrypted: 0x18,
} as const;

/** Whose key a handshake is about: SCBK-D that everyone knows, or the reader's own SCBK. */
export type KeyKind = 'default' | 'own';

/** Data byte of SCS_11 to SCS_13. */
export const keySelectors: Readonly<Record<KeyKind, number>> = { default: 0x00, own: 0x01 };

/** Data byte of SCS_14. Some readers say 00 for refused. */
export const rMacAccepted = 0x01;
export const rMacRefused = 0xff;
