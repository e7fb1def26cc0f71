/** Alarmo's event topic: what set an alarm off, what kept it from arming, which commands it refused. Must not know state words. */
import type { PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import { misunderstood, type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { isObject, type JsonObject, readObject } from '../json-message.ts';
import { type Said, type SignalMaker, shownName, shownText } from '../signal-maker.ts';
import { type Area, masterId } from './area.ts';
import type { AlarmoCommands } from './commands.ts';

/** In these states nothing is in alarm, and no entry delay runs. */
export const calmStates: ReadonlySet<string> = new Set([
  'disarmed',
  'armedAway',
  'armedHome',
  'armedNight',
  'armedVacation',
  'armedCustom',
  'arming',
] satisfies PartitionState[]);

/** Refusals, with our words for them. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['FAILED_TO_ARM', 'failedToArm'],
  ['COMMAND_NOT_ALLOWED', 'commandNotAllowed'],
  ['NO_CODE_PROVIDED', 'noCode'],
  ['INVALID_CODE_PROVIDED', 'wrongCode'],
]);

/** The state word tells these as well, at the right time. */
const toldByState = /^(ARM_(AWAY|HOME|NIGHT|VACATION|CUSTOM_BYPASS)|DISARM|READY_TO_ARM_MODES_CHANGED|TRIGGER_TIME_EXPIRED|UNTRIGGER)$/;

interface Sensor {
  readonly entityId: string;
  readonly name: string;
}

export class AlarmoEvents {
  readonly #panelId: string;
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  readonly #commands: AlarmoCommands;
  /** The sources that events have raised, with the areas that said so. */
  readonly #raised = new Map<string, { readonly areas: Set<string>; readonly said: Said }>();

  constructor({ panelId, maker, words, commands }: { panelId: string; maker: SignalMaker; words: WordBook; commands: AlarmoCommands }) {
    this.#panelId = panelId;
    this.#maker = maker;
    this.#words = words;
    this.#commands = commands;
  }

  read(area: Area, payload: Uint8Array, retained: boolean): Reading {
    const object = readObject(payload);
    if (!object.ok) return object.error;
    const { event } = object.value;
    if (typeof event !== 'string') return misunderstood('noEvent');
    const said: Said = { source: area.name, partition: area.partition, code: event, retained };
    const sensors = sensorsOf(object.value);
    if (event === 'TRIGGER')
      return understood(sensors.length === 0 ? [this.#maker.event({ ...said, event: 'triggered' })] : this.#trigger(area, sensors, object.value, said));
    const refusal = refusals.get(event);
    if (refusal !== undefined) return understood(this.#refused(area, refusal, sensors, object.value, said));
    const taught = this.#words.meaning(event);
    if (taught !== null) return understood(this.#maker.taught(taught, true, said));
    return toldByState.test(event) ? understood([]) : unknownWord(event);
  }

  /** The area is calm: what its events have raised is over. The master alarm is calm only when all areas are. */
  calm(area: Area, retained: boolean): readonly PanelSignal[] {
    const over = [...this.#raised].filter(([, { areas }]) => area.pointId === masterId || areas.has(area.pointId));
    for (const [source] of over) this.#raised.delete(source);
    return over.flatMap(([, { said }]) => this.#maker.endAll({ ...said, retained, text: null }));
  }

  /** Each sensor is an alarm of its own. Alarmo may be restarted with us, so that nobody ends it: closing it has to do. */
  #trigger(area: Area, sensors: readonly Sensor[], event: JsonObject, said: Said): readonly PanelSignal[] {
    const delay = typeof event.delay === 'number' && event.delay > 0 ? `entry delay ${event.delay} s` : null;
    return sensors.flatMap(({ entityId, name }) => {
      const ofSensor: Said = { ...said, source: name, text: delay, momentary: true };
      const taught = this.#words.meaning(entityId) ?? this.#words.meaning(name) ?? this.#words.meaning('TRIGGER') ?? meaningOf('intrusion');
      this.#remember(name, area, ofSensor);
      return this.#maker.taught(taught, true, ofSensor);
    });
  }

  #remember(source: string, area: Area, said: Said): void {
    const known = this.#raised.get(source);
    if (known === undefined) this.#raised.set(source, { areas: new Set([area.pointId]), said });
    else known.areas.add(area.pointId);
  }

  #refused(area: Area, refusal: string, sensors: readonly Sensor[], event: JsonObject, said: Said): readonly PanelSignal[] {
    const what =
      sensors.length > 0 ? sensors.map(({ name }) => name).join(', ') : [event.command, event.state].filter((part) => typeof part === 'string').join(', ');
    const text = shownText(what);
    const told = this.#maker.event({ ...said, event: refusal, text });
    const commandId = said.retained ? null : this.#commands.refused(area.pointId);
    if (commandId === null) return [told];
    return [told, { type: 'commandResult', panelId: this.#panelId, commandId, result: 'refused', detail: text ?? refusal }];
  }
}

function sensorsOf(event: JsonObject): readonly Sensor[] {
  const sensors = Array.isArray(event.sensors) ? event.sensors : [];
  return sensors.flatMap((sensor: unknown) => {
    if (!isObject(sensor)) return [];
    const entityId = typeof sensor.entity_id === 'string' ? sensor.entity_id : '';
    const name = shownText(sensor.name) ?? entityId;
    return name === '' ? [] : [{ entityId, name: shownName(name) }];
  });
}
