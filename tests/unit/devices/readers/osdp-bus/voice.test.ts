import { describe, expect, it } from 'vitest';
import { encodeCommand } from '../../../../../src/main/devices/readers/osdp/commands.ts';
import { type Capability, capabilityFunctions as fn } from '../../../../../src/main/devices/readers/osdp/messages.ts';
import { idleCommands, partsOf, signCommands } from '../../../../../src/main/devices/readers/osdp-bus/voice.ts';
import type { VoiceSign } from '../../../../../src/shared/model/config.ts';
import { defaultVoice } from '../../../../../src/shared/model/site-defaults.ts';

const everything: Capability[] = [
  { fn: fn.outputs, compliance: 2, count: 2 },
  { fn: fn.lamp, compliance: 4, count: 1 },
  { fn: fn.buzzer, compliance: 2, count: 1 },
  { fn: fn.text, compliance: 1, count: 1 },
];
const withRelay = { relay: true };
const names = (capabilities: readonly Capability[], sign: VoiceSign, options = withRelay) =>
  signCommands(sign, partsOf(capabilities), options).map((command) => command.name);

describe('the voice of a reader', () => {
  it('moves the relay first, then lamp, buzzer and text', () => {
    expect(signCommands(defaultVoice.granted, partsOf(everything), withRelay)).toMatchObject([
      { name: 'out', outputs: [{ output: 0, control: 5, timer: 30 }] },
      { name: 'led', lamps: [{ temporary: { control: 2, onColour: 2, off: 0, timer: 30 }, permanent: { control: 1, onColour: 1 } }] },
      { name: 'buz', buzzers: [{ tone: 2, repeats: 1 }] },
      { name: 'text', control: 3, seconds: 3, text: 'GRANTED' },
    ]);
  });

  it('uses only the parts that the reader has', () => {
    expect(names(everything.slice(1, 2), defaultVoice.granted)).toEqual(['led']);
    expect(names([{ fn: fn.lamp, compliance: 0, count: 0 }, ...everything.slice(2)], defaultVoice.granted)).toEqual(['buz', 'text']);
    expect(names(everything, { ...defaultVoice.granted, relay: { output: 2, seconds: 3 } })).toEqual(['led', 'buz', 'text']);
  });

  it('takes a reader that says nothing of itself to have lamp and buzzer', () => {
    expect(names([], defaultVoice.granted)).toEqual(['led', 'buz']);
  });

  it('leaves out what the sign does not have, and the relay where nobody is let through', () => {
    expect(names(everything, { ...defaultVoice.granted, beeps: 0, text: null }, { relay: false })).toEqual(['led']);
  });

  it('blinks with as much light as dark, in the colour of the sign', () => {
    const [lamp] = signCommands({ ...defaultVoice.install, text: null }, partsOf(everything), { relay: false, seconds: 120 });
    expect(lamp).toMatchObject({ lamps: [{ temporary: { control: 2, on: 3, off: 3, onColour: 4, offColour: 0, timer: 1200 } }] });
  });

  it('ends a sign before its time', () => {
    expect(idleCommands(partsOf(everything))).toMatchObject([{ name: 'led', lamps: [{ temporary: { control: 1 }, permanent: { control: 1 } }] }]);
    expect(idleCommands(partsOf(everything.slice(2)))).toEqual([]);
  });

  it('never says what can not be sent, whatever a site wishes', () => {
    const far = { ...defaultVoice.granted, seconds: 100_000, beeps: 999, relay: { output: 1, seconds: 100_000 }, text: 'A'.repeat(32) };
    const soon = { ...far, seconds: 0, relay: { output: 0, seconds: 0 } };
    for (const sign of [far, soon]) {
      const commands = signCommands(sign, partsOf(everything), withRelay);
      expect(commands).toHaveLength(4);
      expect(() => commands.map(encodeCommand)).not.toThrow();
    }
    expect(signCommands(soon, partsOf(everything), withRelay)).toMatchObject([
      { outputs: [{ timer: 1 }] },
      { lamps: [{ temporary: { timer: 1 } }] },
      {},
      { seconds: 1, control: 4 },
    ]);
  });
});
