/** The demo: a throw-away data folder, people who can sign in with PINs that the sign-in screen shows, devices that are simulated. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostConfig } from '../../shared/model/config.ts';
import { removeLeftovers } from '../compose/leftovers.ts';
import type { DemoUser } from '../compose.ts';
import { demoConfig } from '../devices/simulate/demo-config.ts';

/** Their PINs are on the screen: they guard nothing but made-up people on this machine. */
export const demoUsers: readonly DemoUser[] = [
  { name: 'Ana', role: 'guard', pin: '111111' },
  { name: 'Omar', role: 'operator', pin: '222222' },
  { name: 'Lin', role: 'lead', pin: '333333' },
  { name: 'Ivo', role: 'installer', pin: '444444' },
];

export interface DemoSite {
  readonly config: PostConfig;
  readonly dataDir: string;
  /** Takes the folder away. */
  remove(): void;
}

const prefix = 'guardpost-demo-';

/** A new folder; those of demos that were killed are taken away first. */
export function makeDemoSite(): DemoSite {
  removeLeftovers(tmpdir(), prefix, Date.now());
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  return {
    config: demoConfig(randomBytes(16).toString('hex')),
    dataDir,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
