/**
 * The entities that a panel has announced, found by their topics. Keeps what each said last, so that repeats are known.
 * Must not interpret payloads: that is reading.ts.
 */
import type { Entity } from './discovery.ts';

export interface KnownEntity {
  readonly configTopic: string;
  readonly entity: Entity;
  /** Name that is unique within the panel. */
  source: string;
  lastState: string | null;
  /** Monotonic times at which off delay and expiry are due; null = not running. */
  offAtMonoMs: number | null;
  expireAtMonoMs: number | null;
  expired: boolean;
}

export class EntityRegistry {
  readonly #byConfig = new Map<string, KnownEntity>();
  readonly #byState = new Map<string, KnownEntity[]>();
  readonly #byAvailability = new Map<string, KnownEntity[]>();

  /** Adds or replaces. A changed announcement keeps what the entity said last. */
  put(configTopic: string, entity: Entity): void {
    const before = this.#byConfig.get(configTopic);
    const known: KnownEntity = {
      configTopic,
      entity,
      source: entity.name,
      lastState: before?.entity.stateTopic === entity.stateTopic ? before.lastState : null,
      offAtMonoMs: before?.offAtMonoMs ?? null,
      expireAtMonoMs: before?.expireAtMonoMs ?? null,
      expired: before?.expired ?? false,
    };
    this.#byConfig.set(configTopic, known);
    this.#index();
  }

  remove(configTopic: string): KnownEntity | null {
    const known = this.#byConfig.get(configTopic) ?? null;
    if (this.#byConfig.delete(configTopic)) this.#index();
    return known;
  }

  atState(topic: string): readonly KnownEntity[] {
    return this.#byState.get(topic) ?? [];
  }

  atAvailability(topic: string): readonly KnownEntity[] {
    return this.#byAvailability.get(topic) ?? [];
  }

  /** An availability topic that all entities share speaks of the bridge; otherwise of its own devices. */
  isBridgeTopic(topic: string): boolean {
    return this.atAvailability(topic).length === this.#byConfig.size;
  }

  topics(): readonly string[] {
    return [...new Set([...this.#byState.keys(), ...this.#byAvailability.keys()])];
  }

  all(): Iterable<KnownEntity> {
    return this.#byConfig.values();
  }

  #index(): void {
    this.#byState.clear();
    this.#byAvailability.clear();
    const names = new Map<string, number>();
    const sorted = [...this.#byConfig.values()].sort((a, b) => (a.configTopic < b.configTopic ? -1 : 1));
    for (const known of sorted) {
      // Two entities with one name would become one alarm: the later one (by topic, so that it is the same after a restart) carries its object id.
      const key = known.entity.name.toLowerCase();
      const seen = names.get(key) ?? 0;
      names.set(key, seen + 1);
      known.source = seen === 0 ? known.entity.name : `${known.entity.name} (${known.entity.objectId})`;
      push(this.#byState, known.entity.stateTopic, known);
      for (const topic of new Set(known.entity.availability.map((source) => source.topic))) push(this.#byAvailability, topic, known);
    }
  }
}

function push(index: Map<string, KnownEntity[]>, topic: string, known: KnownEntity): void {
  const list = index.get(topic);
  if (list === undefined) index.set(topic, [known]);
  else list.push(known);
}
