/** Panels, their signals, and a link to them that a test answers for. */
import type { CommandProof, PanelCommandRequest, PanelMessage, PanelSignal, PanelsPort } from '../../../src/main/core/ports/devices.ts';
import type { PanelConfig } from '../../../src/shared/model/config.ts';
import type { DeviceHealth, DeviceState } from '../../../src/shared/model/devices.ts';
import type { CommandFailure, PanelCommandKind, TaughtWord } from '../../../src/shared/model/panels.ts';
import { fail, ok, type Result } from '../../../src/shared/model/result.ts';
import { message, startUtcMs, type TestPost } from './alarms-post.ts';

type EventSignal = Extract<PanelSignal, { type: 'event' }>;
type PointSignal = Extract<PanelSignal, { type: 'point' }>;

export const house = (change: Partial<PanelConfig> = {}): PanelConfig =>
  ({ id: 'house', name: 'House', dialect: 'pai', base: 'paradox', heartbeatSeconds: null, simulated: false, ...change }) as PanelConfig;

export const event = (change: Partial<EventSignal>): EventSignal => ({
  ...{ type: 'event', panelId: 'house', source: 'Front door', event: 'open', text: null, retained: false, simulated: false },
  ...change,
});

export const point = (change: Partial<PointSignal>): PointSignal => ({
  ...{ type: 'point', panelId: 'house', kind: 'zone', pointId: 'Front_door', name: 'Front door', retained: false, simulated: false },
  ...change,
});

export const panelHealth = (id: string, state: DeviceState, change: Partial<DeviceHealth> = {}): DeviceHealth => ({
  ...{ id, kind: 'panel', name: id, speaks: 'pai', address: 'mqtt://127.0.0.1', state, sinceUtcMs: startUtcMs, cause: null, detail: null },
  ...{ lastSignOfLifeUtcMs: null, simulated: false, understood: 0, discarded: 0, lastTraffic: [] },
  ...change,
});

/** Sends what a panel says, each signal as a message of its own. */
export const say =
  (post: TestPost) =>
  (...signals: PanelSignal[]): Promise<void> =>
    post.intake.messages(signals.map((signal) => message([signal], { panelId: 'house' })));

const textBytes = new TextEncoder();
/** A message that the panel's dialect did not understand. */
export function odd(payload: string | Uint8Array, change: Partial<PanelMessage> = {}): PanelMessage {
  const payloadHead = typeof payload === 'string' ? textBytes.encode(payload) : payload;
  return message([], { panelId: 'house', topic: 'paradox/x', payloadHead, payloadBytes: payloadHead.length, problem: 'notJson', ...change });
}
export const unknown = (word: string, change: Partial<PanelMessage> = {}): PanelMessage =>
  odd(word, { problem: `unknownWord: ${word}`, unknownWord: word, ...change });

/** The link to the panels: remembers what it was asked, and answers when the test says so. */
export function scriptedPort() {
  const asked: PanelCommandRequest[] = [];
  const taught: (readonly TaughtWord[])[] = [];
  let answer: (request: PanelCommandRequest) => Promise<Result<CommandProof, CommandFailure>> = async () => ok({ result: false, point: null });
  let state: DeviceState = 'online';
  let codes = true;
  const port: Pick<PanelsPort, 'commandsOf' | 'needsCode' | 'command' | 'health' | 'teach'> = {
    commandsOf: (): readonly PanelCommandKind[] => ['arm', 'disarm', 'bypass', 'clear'],
    needsCode: () => !codes,
    command(request) {
      asked.push(request);
      return answer(request);
    },
    health: () => [panelHealth('house', state)],
    teach: (words) => void taught.push(words),
  };
  return {
    port,
    asked,
    taught,
    answers(proof: CommandProof | CommandFailure) {
      answer = async () => (typeof proof === 'string' ? fail(proof) : ok(proof));
    },
    answersWith(next: typeof answer) {
      answer = next;
    },
    is(next: DeviceState) {
      state = next;
    },
    withoutCode() {
      codes = false;
    },
  };
}
