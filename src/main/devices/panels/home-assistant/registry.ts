/**
 * The entities that a panel has announced, found by their topics. Keeps what each said last, so that repeats are known.
 * Must not interpret payloads: that is reading.ts.
 */
import type { ConditionMeaning } from '../condition-words.ts';
import type { Entity } from './discovery.ts';

export interface KnownEntity {
  /** The discovery topic; for a component of a device, more than that. */
  readonly key: string;
  readonly entity: Entity;
  /** Name that is unique within the panel; empty until `index()`. */
  source: string;
  lastState: string | null;
  /** Monotonic times at which off delay and expiry are due; null = not running. */
  offAtMonoMs: number | null;
  expireAtMonoMs: number | null;
  expired: boolean;
  /** Of a panel: does it stand armed? null = not known. */
  armed: boolean | null;
  /** Conditions that taught words have raised and nothing has ended. */
  readonly taught: Map<string, ConditionMeaning>;
  /** What its own availability topics said last, by topic. */
  readonly reached: Map<string, boolean>;
  /** It was told as lost, by its availability. */
  unreachable: boolean;
  /** The bridge will announce it anew under another topic. */
  migrating: boolean;
}

export interface Renamed {
  readonly known: KnownEntity;
  readonly oldSource: string;
}

export class EntityRegistry {
  readonly #byKey = new Map<string, KnownEntity>();
  readonly #byState = new Map<string, KnownEntity[]>();
  readonly #byAvailability = new Map<string, KnownEntity[]>();
  #version = 0;

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** Adds or replaces; `index()` makes it found. A changed announcement keeps what the entity said last. */
  put(key: string, entity: Entity): void {
    const before = this.#byKey.get(key) ?? this.#predecessor(entity);
    if (before !== undefined) this.#byKey.delete(before.key);
    const sameTopic = before?.entity.stateTopic === entity.stateTopic;
    this.#byKey.set(key, {
      key,
      entity,
      source: before?.source ?? '',
      lastState: sameTopic ? (before?.lastState ?? null) : null,
      offAtMonoMs: before?.offAtMonoMs ?? null,
      expireAtMonoMs: before?.expireAtMonoMs ?? null,
      expired: before?.expired ?? false,
      armed: sameTopic ? (before?.armed ?? null) : null,
      taught: new Map(before?.taught),
      reached: new Map(before?.reached),
      unreachable: before?.unreachable ?? false,
      migrating: false,
    });
    this.#version += 1;
  }

  remove(known: KnownEntity): void {
    if (this.#byKey.delete(known.key)) this.#version += 1;
  }

  /** Marks one that the bridge announces anew; gone at once when that has happened already. */
  release(known: KnownEntity): void {
    known.migrating = true;
    const isThere = [...this.#byKey.values()].some((other) => other !== known && isSame(other.entity, known.entity));
    if (isThere) this.remove(known);
  }

  at(key: string): readonly KnownEntity[] {
    const known = this.#byKey.get(key);
    return known === undefined ? [] : [known];
  }

  /** Those whose key begins so. */
  below(prefix: string): readonly KnownEntity[] {
    return [...this.#byKey.values()].filter((known) => known.key.startsWith(prefix));
  }

  atState(topic: string): readonly KnownEntity[] {
    return this.#byState.get(topic) ?? [];
  }

  atAvailability(topic: string): readonly KnownEntity[] {
    return this.#byAvailability.get(topic) ?? [];
  }

  /** An availability topic that all entities share speaks of the bridge; otherwise of its own devices. */
  isBridgeTopic(topic: string): boolean {
    return this.atAvailability(topic).length === this.#byKey.size;
  }

  topics(): readonly string[] {
    return [...new Set([...this.#byState.keys(), ...this.#byAvailability.keys()])];
  }

  all(): Iterable<KnownEntity> {
    return this.#byKey.values();
  }

  /** Finds topics and names anew after changes; answers who goes by another name now. */
  index(): readonly Renamed[] {
    this.#byState.clear();
    this.#byAvailability.clear();
    const taken = new Set<string>();
    // By key, so that the names are the same after a restart.
    const sorted = [...this.#byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    return sorted.flatMap((known) => {
      const oldSource = known.source;
      known.source = freeName(known, taken);
      push(this.#byState, known.entity.stateTopic, known);
      for (const topic of new Set(known.entity.availability.map((source) => source.topic))) push(this.#byAvailability, topic, known);
      return oldSource === '' || oldSource === known.source ? [] : [{ known, oldSource }];
    });
  }

  /** The same entity as it was announced before: its bridge said that it would move, or it speaks on the very same topic. */
  #predecessor(entity: Entity): KnownEntity | undefined {
    return [...this.#byKey.values()].find((known) => isSame(known.entity, entity) && (known.migrating || known.entity.stateTopic === entity.stateTopic));
  }
}

function isSame(a: Entity, b: Entity): boolean {
  return a.kind === b.kind && a.uniqueId !== null && a.uniqueId === b.uniqueId;
}

/** Two entities with one name would become one alarm: the later one carries its object id, and where that is not enough its topic. */
function freeName({ key, entity }: KnownEntity, taken: Set<string>): string {
  const choices = [entity.name, `${entity.name} (${entity.objectId})`];
  const name = choices.find((choice) => !taken.has(choice.toLowerCase())) ?? `${entity.name} (${key})`;
  taken.add(name.toLowerCase());
  return name;
}

function push(index: Map<string, KnownEntity[]>, topic: string, known: KnownEntity): void {
  const list = index.get(topic);
  if (list === undefined) index.set(topic, [known]);
  else list.push(known);
}
