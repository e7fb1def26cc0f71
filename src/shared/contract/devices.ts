/** Procedures of `devices`: the health of readers, panels and broker. */
import { z } from 'zod';
import { everyone } from './base.ts';
import { deviceHealth } from './schemas.ts';

export const devices = {
  list: everyone.output(z.array(deviceHealth)),
  traffic: everyone.input(z.object({ id: z.string() })).output(deviceHealth),
};
