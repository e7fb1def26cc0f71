/** Procedures of `devices`: the health of readers, panels and broker. */
import { z } from 'zod';
import { everyone } from './base.ts';
import { deviceHealth, line } from './schemas.ts';

export const devices = {
  list: everyone.output(z.array(deviceHealth)),
  traffic: everyone.input(z.object({ id: z.string() })).output(deviceHealth),
  /** Asks a scanner for a read (host trigger). Rules: `noTrigger`, `scannerOffline`. */
  trigger: everyone.input(z.object({ id: line(40) })).output(z.object({ ok: z.literal(true) })),
};
