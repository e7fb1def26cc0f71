/** The code bytes of commands and replies (SIA OSDP v2.2, Annex A). Numbers only; what follows the code is in commands.ts and replies.ts. */
import type { CommandName, ReplyName } from './messages.ts';

/** Control panel to reader. */
export const commandCodes = {
  poll: 0x60,
  id: 0x61,
  cap: 0x62,
  lstat: 0x64,
  istat: 0x65,
  ostat: 0x66,
  rstat: 0x67,
  out: 0x68,
  led: 0x69,
  buz: 0x6a,
  text: 0x6b,
  comset: 0x6e,
  bioRead: 0x73,
  bioMatch: 0x74,
  keySet: 0x75,
  chlng: 0x76,
  scrypt: 0x77,
  acuRxSize: 0x7b,
  fileTransfer: 0x7c,
  mfg: 0x80,
  xwr: 0xa1,
  abort: 0xa2,
  pivData: 0xa3,
  genAuth: 0xa4,
  crAuth: 0xa5,
  keepActive: 0xa7,
} as const satisfies Record<CommandName, number>;

/** Reader to control panel. */
export const replyCodes = {
  ack: 0x40,
  nak: 0x41,
  pdid: 0x45,
  pdcap: 0x46,
  lstatr: 0x48,
  istatr: 0x49,
  ostatr: 0x4a,
  rstatr: 0x4b,
  raw: 0x50,
  fmt: 0x51,
  keypad: 0x53,
  com: 0x54,
  ccrypt: 0x76,
  rmacI: 0x78,
  busy: 0x79,
  ftStat: 0x7a,
  mfgRep: 0x90,
} as const satisfies Record<Exclude<ReplyName, 'other'>, number>;
