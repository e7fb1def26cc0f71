/**
 * Holds the post that runs now and swaps it: first-run screen → post, look around → demo, settings → the post anew.
 * Knows no transport; hosts listen to `onSwap` and drop their connections, so that the pages come back to the new post.
 */
import { join } from 'node:path';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { createSetupRouter, type SetupInput } from '../api/setup-router.ts';
import type { Sealer } from '../compose/reader-keys.ts';
import { createPost, type HostKind, type Post } from '../compose.ts';
import { type LoadedConfig, loadConfig, saveConfig } from '../config/index.ts';
import { listSerialPorts } from '../devices/link/list-serial-ports.ts';
import { type DemoSite, demoUsers, makeDemoSite } from './demo.ts';
import type { LaunchProblem } from './launch-problem.ts';
import { type Serving, servePost, serveSetup } from './serving.ts';
import { settingsFile, settingsInMemory } from './settings-file.ts';

export interface LaunchOptions {
  readonly dataDir: string;
  /** null = `guardpost.yaml` in the data folder. A file that was named must be there. */
  readonly configFile: string | null;
  readonly demo: boolean;
  readonly host: HostKind;
  readonly version: string;
  /** The operating system's key store; null = this host has none. */
  readonly sealer?: Sealer | null;
  /** Where people reach this post; told to whoever starts a second one on the same data. */
  readonly address: string;
  /** A line for the log of the host (stderr). */
  readonly say: (line: string) => void;
  /** A swap went wrong and nothing is served any more: the host must end. */
  readonly onFatal: (problem: LaunchProblem) => void;
}

export interface Launcher {
  serving(): Serving | null;
  onSwap(listener: () => void): () => void;
  start(): Promise<Result<void, LaunchProblem>>;
  stop(): Promise<void>;
}

export function createLauncher(options: LaunchOptions): Launcher {
  const file = options.configFile ?? join(options.dataDir, 'guardpost.yaml');
  const listeners = new Set<() => void>();
  let serving: Serving | null = null;
  let post: Post | null = null;
  let demo: DemoSite | null = null;
  let stopping = false;
  /** Swaps run one after the other. */
  let queue: Promise<void> = Promise.resolve();

  function serve(next: Serving | null): void {
    serving = next;
    for (const listener of [...listeners]) listener();
  }

  async function stopPost(): Promise<void> {
    const [old, oldDemo] = [post, demo];
    post = null;
    demo = null;
    serve(null);
    await old?.stop();
    oldDemo?.remove();
  }

  async function startPost(loaded: LoadedConfig): Promise<Result<void, LaunchProblem>> {
    const { config } = loaded;
    const settings = settingsFile(file, config);
    const made = await createPost({ ...common(), config, dataDir: options.dataDir, settings, onRestart: () => later(restart) });
    if (!made.ok) return fail({ kind: 'post', dataDir: options.dataDir, problem: made.error });
    return begin(made.value);
  }

  async function startDemo(): Promise<Result<void, LaunchProblem>> {
    demo = makeDemoSite();
    const { config, dataDir } = demo;
    const made = await createPost({ ...common(), config, dataDir, settings: settingsInMemory(config), demo: { users: demoUsers } });
    if (!made.ok) return fail({ kind: 'post', dataDir, problem: made.error });
    return begin(made.value);
  }

  async function begin(next: Post): Promise<Result<void, LaunchProblem>> {
    post = next;
    try {
      await next.start();
    } catch (error) {
      // Half a post must not go on: it would hold the data folder and the devices.
      await stopPost();
      return fail({ kind: 'internal', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    serve(servePost(next));
    return ok(undefined);
  }

  const common = () => {
    const { host, version, address, sealer = null } = options;
    return { host, version, address, ...(sealer === null ? {} : { sealer }) };
  };

  function startSetup(): void {
    const router = createSetupRouter({
      host: options.host,
      version: options.version,
      serialPorts: listSerialPorts,
      create: async (input) => create(input),
      lookAround: async () => {
        later(() => swap(startDemo));
        return ok(undefined);
      },
      logInternal: (reference, procedure, error) => options.say(`${reference} ${procedure}: ${error instanceof Error ? error.stack : String(error)}`),
    });
    serve(serveSetup(router, options.host));
  }

  function create(input: SetupInput): Result<void, ServiceFailure> {
    const { reader } = input;
    const readers = reader ? [{ id: 'reader-1', path: reader.path, protocol: reader.protocol, baudRate: 9600, direction: reader.direction }] : [];
    const saved = saveConfig(file, { site: input.site, name: input.name, readers, mqttUrl: input.mqttUrl });
    if (!saved.ok) return fail(setupFailure(saved.error[0]));
    later(() => swap(() => startPost(saved.value)));
    return ok(undefined);
  }

  async function restart(): Promise<void> {
    const loaded = loadConfig(file);
    // A file that became bad must not take the post down: it goes on with what it has.
    if (!loaded.ok) for (const problem of loaded.error) options.say(`${file}: ${problem.message}`);
    else await swap(() => startPost(loaded.value));
  }

  async function swap(startNext: () => Promise<Result<void, LaunchProblem>>): Promise<void> {
    await stopPost();
    const started = await startNext();
    if (!started.ok) options.onFatal(started.error);
  }

  /** After the call that asked for it has been answered. */
  function later(work: () => Promise<void>): void {
    setTimeout(() => {
      queue = queue.then(async () => {
        if (!stopping) await work();
      });
    }, answerTimeMs);
  }

  async function startFirst(): Promise<Result<void, LaunchProblem>> {
    if (options.demo) return startDemo();
    const loaded = loadConfig(file);
    if (loaded.ok) return startPost(loaded.value);
    const noFileYet = options.configFile === null && loaded.error[0]?.code === 'notFound';
    if (!noFileYet) return fail({ kind: 'config', file, problems: loaded.error });
    startSetup();
    return ok(undefined);
  }

  return {
    serving: () => serving,
    onSwap(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: startFirst,
    async stop() {
      stopping = true;
      await queue;
      await stopPost();
    },
  };
}

/** Lets the answer leave before the connection it goes over is dropped. */
const answerTimeMs = 150;

function setupFailure(problem: { readonly key: string; readonly code: string; readonly allowed: string | null } | undefined): ServiceFailure {
  const values = { key: problem?.key ?? '', code: problem?.code ?? '', allowed: problem?.allowed ?? '' };
  return { code: 'rule', rule: problem?.code === 'notWritten' ? 'configNotWritten' : 'configRefused', values };
}
