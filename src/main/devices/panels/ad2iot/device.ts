/**
 * What is known of one AD2IoT device: its zones by name, its partitions, and who was heard to arm or disarm last.
 * Must not read payloads.
 */
export interface KnownZone {
  readonly name: string | null;
  readonly partition: string | null;
  /** As it was said last; null = only its name is known. */
  readonly state: string | null;
}

export interface KnownPartition {
  readonly armed: boolean | null;
  readonly flags: ReadonlyMap<string, boolean>;
}

/** One arming or disarming is told twice: by the partition's state, and by a report that names the user. */
interface Change {
  readonly armed: boolean;
  readonly by: 'state' | 'report';
  readonly atMonoMs: number;
}
const sameChangeMs = 30_000;

export class Ad2Device {
  /** The topic below which it speaks. */
  readonly root: string;
  readonly partitions = new Map<string, KnownPartition>();
  readonly zones = new Map<string, KnownZone>();
  readonly switches = new Map<string, string>();
  /** `A` Ademco (Honeywell), `D` DSC; null = not said yet. */
  panelType: string | null = null;
  lastReport: string | null = null;
  readonly #changes = new Map<string, Change>();

  constructor(root: string) {
    this.root = root;
  }

  /** The zone's name where it has one of its own; else its number. */
  zoneSource(zone: string): string {
    const name = this.zones.get(zone)?.name ?? null;
    if (name === null) return `Zone ${zone}`;
    const isShared = [...this.zones].some(([other, known]) => other !== zone && known.name === name);
    return isShared ? `${name} (${zone})` : name;
  }

  /** Takes in that a partition was armed or disarmed; true when the other way of telling has told it already. */
  changeTold(partition: string, change: Change): boolean {
    const before = this.#changes.get(partition);
    const isTold = before !== undefined && before.armed === change.armed && before.by !== change.by && change.atMonoMs - before.atMonoMs < sameChangeMs;
    if (!isTold) this.#changes.set(partition, change);
    return isTold;
  }
}

/** `002` is `2`; what is no number stays as it is. */
export function plainNumber(text: string): string {
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}
