/** One panel or gateway that speaks the `guardpost` contract, and what is known of its points. */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { PointKind } from '../../../../shared/model/panels.ts';
import type { WordBook } from '../dialect.ts';
import type { SignalMaker } from '../signal-maker.ts';

const mostPoints = 5000;

export class Speaker {
  readonly config: TopicPanelConfig;
  readonly words: WordBook;
  readonly maker: SignalMaker;
  /** `north/main`; empty where the base names the panel. */
  readonly name: string;
  readonly #names = new Map<string, string>();
  readonly #conditions = new Map<string, readonly string[]>();

  constructor(config: TopicPanelConfig, words: WordBook, maker: SignalMaker, name: string) {
    this.config = config;
    this.words = words;
    this.maker = maker;
    this.name = name;
  }

  /** What the point is called; its id until it has said so. */
  nameOf(kind: PointKind, pointId: string): string {
    return this.#names.get(`${kind}/${pointId}`) ?? pointId;
  }

  setName(kind: PointKind, pointId: string, name: string): void {
    if (this.#names.size < mostPoints) this.#names.set(`${kind}/${pointId}`, name);
  }

  /** The conditions that a point listed last; null = it has not spoken since the post began. */
  lastConditions(key: string): readonly string[] | null {
    return this.#conditions.get(key) ?? null;
  }

  setConditions(key: string, conditions: readonly string[]): void {
    if (this.#conditions.has(key) || this.#conditions.size < mostPoints) this.#conditions.set(key, conditions);
  }
}
