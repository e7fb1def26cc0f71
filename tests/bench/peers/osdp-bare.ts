/**
 * Peer of the OSDP bench: the shortest honest panel. One reader, its secure channel, polls, and the same lamp command as soon as RAW is there:
 * no gate, no database, no retry, no idle time. Arguments: path, speed in bit/s, key in hex, milliseconds from poll to poll (0 = at once).
 */
import { randomBytes } from 'node:crypto';
import { SerialPort } from 'serialport';
import { encodeCommand } from '../../../src/main/devices/readers/osdp/commands.ts';
import { Deframer } from '../../../src/main/devices/readers/osdp/deframer.ts';
import type { Frame } from '../../../src/main/devices/readers/osdp/frame.ts';
import type { Command, Sequence } from '../../../src/main/devices/readers/osdp/messages.ts';
import { beginHandshake } from '../../../src/main/devices/readers/osdp/secure/handshake.ts';
import { partsOf, signCommands } from '../../../src/main/devices/readers/osdp-bus/voice.ts';
import { defaultVoice } from '../../../src/shared/model/site-defaults.ts';

const [path = '', baudRate = '', key = '', pollMs = ''] = process.argv.slice(2);
const rawCode = 0x50;
const signs: readonly Command[] = signCommands(defaultVoice.granted, partsOf([]), { relay: false });

const port = new SerialPort({ path, baudRate: Number(baudRate) });
const deframer = new Deframer();
const waiting: ((frame: Frame) => void)[] = [];
port.on('data', (bytes: Buffer) => {
  for (const frame of deframer.push(bytes, performance.now()).frames) waiting.shift()?.(frame);
});
const exchange = (bytes: Uint8Array): Promise<Frame> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port.write(bytes);
  });
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(`the bare panel failed: ${String(result.error)}`);
  return result.value;
};

await new Promise<void>((resolve) => port.once('open', () => resolve()));
process.stdout.write('ready\n');
const handshake = beginHandshake({ address: 0, check: 'crc', key: Buffer.from(key, 'hex'), keyKind: 'own', randomA: randomBytes(8) });
const proof = must(handshake.acceptCcrypt(await exchange(handshake.challenge)));
const channel = must(handshake.acceptRmac(await exchange(proof)));
let sequence: Sequence = 2;
const ask = async (command: Command) => {
  const bytes = channel.seal({ address: 0, check: 'crc', sequence, ...encodeCommand(command) });
  sequence = sequence === 3 ? 1 : sequence === 2 ? 3 : 2;
  return must(channel.open(await exchange(bytes)));
};
for (;;) {
  const fromMs = performance.now();
  const reply = await ask({ name: 'poll' });
  if (reply.code === rawCode) for (const sign of signs) await ask(sign);
  const restMs = Number(pollMs) - (performance.now() - fromMs);
  if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
}
