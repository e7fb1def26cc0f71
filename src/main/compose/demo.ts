/** What a demo finds at its first start: people who can sign in, and the simulated holders with their cards and drawn portraits. */

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { ReaderKeys } from '../core/ports/reader-keys.ts';
import { demoCards, demoHolders } from '../devices/simulate/demo-cards.ts';
import { demoCardPin, demoReadersWithKey } from '../devices/simulate/demo-config.ts';
import { keep } from '../services/keep.ts';
import { systemActor } from '../services/store-health.ts';
import type { DemoUser } from './options.ts';
import type { Parts } from './services.ts';

const keyBytes = 16;

/** Adds what is not there yet; a second start finds everything as it was left. */
export async function seedDemo(
  parts: Pick<Parts, 'users' | 'storeHealth' | 'clock' | 'readerKeys' | 'pinSecrets' | 'options'>,
  users: readonly DemoUser[],
): Promise<void> {
  const { ledger } = parts.storeHealth;
  await giveKeys(parts.readerKeys, parts.options.config.readers);
  const known = new Set(parts.users.list().map((user) => user.name));
  for (const { name, role, pin } of users) if (!known.has(name)) await parts.users.add(systemActor, { name, role, secret: pin });
  if (ledger.read.countCards() > 0) return;
  const cards = demoCards(parts.clock.utcMs());
  const pin = await parts.pinSecrets.hash(demoCardPin);
  await keep(ledger, (tx) => {
    for (const holder of demoHolders) tx.saveHolder(holder);
    for (const [index, photo] of portraits().entries()) {
      const holder = demoHolders[index];
      if (holder !== undefined) tx.savePhoto(holder.holderId, photo);
    }
    for (const card of cards) tx.saveCredential(card);
    for (const card of cards) if (card.format === 'H10301') tx.setCardPin(card, pin);
    tx.append({ kind: 'cards.imported', actor: systemActor, subject: null, payload: { cards: cards.length, holders: demoHolders.length, simulated: true } });
  });
}

/** As if an installer had been there; the simulated readers get theirs from the same place. */
async function giveKeys(keys: ReaderKeys, readers: readonly ReaderConfig[]): Promise<void> {
  for (const { id, simulated } of readers) {
    if (!simulated || !demoReadersWithKey.includes(id)) continue;
    const { current, pending } = await keys.load(id);
    if (current === null && pending === null) await keys.set(id, randomBytes(keyBytes));
  }
}

/** The portraits that ship, from the sources or from the built bundle; holders beyond them show their initials. */
function portraits(): { mime: string; bytes: Uint8Array }[] {
  const folder = ['../../../resources/demo', '../../resources/demo'].map((path) => join(import.meta.dirname, path)).find((path) => existsSync(path));
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .sort()
    .map((name) => ({ mime: 'image/png', bytes: readFileSync(join(folder, name)) }));
}
