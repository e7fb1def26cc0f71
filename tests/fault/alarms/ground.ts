/** A real Mosquitto with the shipped configuration, a line to it that can fail, and a real post in a process of its own. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { verifyDatabase } from '../../../src/main/store/index.ts';
import { type PostProcess, startPost } from '../../fixtures/post-process.ts';
import { type BadLine, type Passing, startBadLine } from '../../integration/panels/bad-line.ts';
import { prepareMosquitto, type TestMosquitto } from '../../integration/panels/mosquitto.ts';
import { Evidence, expectedOf, mark, startTeller, type Teller } from './told.ts';

// Each of these starts several processes, often on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Saving at every change holds the broker at some hundred messages a second: only where the broker itself is killed. */
export const quickBroker = ['autosave_on_changes false', 'autosave_interval 1800'];

const mappingPanel =
  '{ id: yard, dialect: mapping, topic: "yard/+/state", words: { open: { condition: water, category: technical, priority: 3 }, closed: clear, alive: alive } }';
const paiPanel = '{ id: yard, dialect: pai, base: yard }';

const givenUpMs = 30_000;

export interface GroundOptions {
  readonly sources?: number;
  readonly dialect?: 'mapping' | 'pai';
  readonly brokerSettings?: readonly string[];
  readonly brokerRuns?: boolean;
  /** What the panel tells is retained. */
  readonly retain?: boolean;
  readonly toClient?: Passing;
  readonly fromClient?: Passing;
}

export interface Ground {
  readonly broker: TestMosquitto;
  readonly line: BadLine;
  readonly dataDir: string;
  readonly file: string;
  /** The panel's voice; there once the broker has run. */
  teller(): Promise<Teller>;
  /** `password` other than the right one: the broker refuses it. `name`: a post with a folder of its own, with the same client id. */
  startPost(options?: { readonly password?: string; readonly name?: string }): Promise<PostProcess>;
  /** Writes the configuration of a post, and answers its file. */
  configure(name?: string, password?: string): string;
  /** What the post has on disk; `name` as for `startPost`. */
  evidence(name?: string): Evidence;
  /** Resolves when the post listens: from then on nothing that the broker takes may be missing. */
  joined(name?: string): Promise<void>;
  /** Resolves when the post has kept so many edges. */
  kept(edges: number): Promise<void>;
  /** Tells one more edge, waits until it is kept, stops the post and compares everything with what was told. */
  reckon(post: { stop(): Promise<unknown> }): Promise<void>;
  close(): Promise<void>;
}

/** Looks again and again; another process's file tells nothing by itself. Ends with the test's own time. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 15));
}

export async function openGround(options: GroundOptions = {}): Promise<Ground> {
  const { sources = 200, dialect = 'mapping', brokerSettings = [], brokerRuns = true, retain = false, toClient, fromClient } = options;
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-alarms-'));
  const broker = await prepareMosquitto(brokerSettings);
  if (brokerRuns) await broker.start();
  const line = await startBadLine(broker.port, { ...(toClient === undefined ? {} : { toClient }), ...(fromClient === undefined ? {} : { fromClient }) });
  const dirOf = (name: string): string => join(folder, name);
  const fileOf = (name: string): string => join(dirOf(name), 'guardpost.db');
  const posts: PostProcess[] = [];
  const evidences = new Map<string, Evidence>();
  let teller: Teller | null = null;

  const evidence = (name = 'post'): Evidence => {
    const known = evidences.get(name) ?? new Evidence(fileOf(name), 'yard', dialect === 'pai' ? 'intrusion' : 'water');
    evidences.set(name, known);
    return known;
  };
  const voice = dialect === 'pai' ? { topicOf: paiTopic, open: 'True', closed: 'False' } : { topicOf: mappingTopic, open: 'open', closed: 'closed' };
  const theTeller = async (): Promise<Teller> => {
    teller ??= await startTeller({ url: broker.url, username: 'panel', password: broker.password, sources, retain, ...voice });
    return teller;
  };
  const configure = (name = 'post', password = broker.password): string => {
    const config = join(folder, `${name}.yaml`);
    const mqtt = `{ url: "mqtt://127.0.0.1:${line.port}", username: post, password: ${JSON.stringify(password)}, clientId: post-under-test }`;
    writeFileSync(config, `post: { site: Fault, name: Fault }\nreaders: []\nmqtt: ${mqtt}\npanels:\n  - ${dialect === 'pai' ? paiPanel : mappingPanel}\n`);
    return config;
  };
  const kept = async (edges: number): Promise<void> => {
    let newest = 0;
    let since = performance.now();
    await until(() => {
      const now = evidence().edges();
      if (now > newest) since = performance.now();
      newest = now;
      // Nothing has moved for long: what is there is compared, which tells more than a test that hangs.
      return now >= edges || performance.now() - since > givenUpMs;
    });
  };

  return {
    broker,
    line,
    dataDir: dirOf('post'),
    file: fileOf('post'),
    evidence,
    kept,
    teller: theTeller,
    async joined(name = 'post') {
      await (await theTeller()).say(voice.topicOf(mark), voice.open, { retain: true });
      await until(() => existsSync(fileOf(name)) && evidence(name).isMarked());
    },
    configure,
    async startPost({ password = broker.password, name = 'post' } = {}) {
      const post = await startPost(['--data', dirOf(name), '--config', configure(name, password)]);
      posts.push(post);
      return post;
    },
    async reckon(post) {
      if (teller === null) throw new Error('nothing was told');
      await teller.tell(1);
      await kept(teller.told);
      await post.stop();
      const own = evidence();
      expect(own.accounts()).toEqual(expectedOf(teller.told, sources));
      const standing = own.board().flatMap((alarm) => (alarm.active ? [alarm.source] : []));
      expect(standing.sort()).toEqual([...expectedOf(teller.told, sources)].flatMap(([source, { active }]) => (active ? [source] : [])).sort());
      expect(await verifyDatabase(fileOf('post'))).toMatchObject({ ok: true });
    },
    async close() {
      for (const known of evidences.values()) known.close();
      await Promise.all(posts.map((post) => post.stop('SIGKILL')));
      await teller?.close();
      await line.close();
      await broker.remove();
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const mappingTopic = (source: string): string => `yard/${source}/state`;
const paiTopic = (source: string): string => `yard/states/zones/${source}/alarm`;

/** Gap rows but for those of a machine that was busy: it may hold this process for seconds at any moment, and that is told too. */
export const gapReasons = (evidence: Evidence): readonly string[] => evidence.gaps().flatMap(({ reason }) => (reason === 'stalled' ? [] : [reason]));
