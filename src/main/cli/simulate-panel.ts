/** `guardpost simulate panel`: plays a panel of one dialect at a broker, to try a post without the device. Needs no post. */
import { simulatedDialect, simulatedDialects } from '../devices/simulate/panels/index.ts';
import { runSimulation } from '../devices/simulate/panels/run.ts';
import type { SimulatedDialect } from '../devices/simulate/panels/simulated-dialect.ts';
import { type Command, type Given, readOptions, type Shell } from './command.ts';
import { listenForStop } from './until-stopped.ts';

const options = {
  dialect: { type: 'string' },
  url: { type: 'string' },
  base: { type: 'string' },
  username: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  speed: { type: 'string' },
  once: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const dialects = (): string => simulatedDialects.map(({ dialect }) => dialect).join(', ');
const usage = (shell: Shell): string => shell.say('cli.simulate.usage', { dialects: dialects() });

interface Asked {
  readonly dialect: SimulatedDialect;
  readonly url: string;
  readonly base: string;
  readonly speed: number;
}

export const simulatePanel: Command = async (args, shell) => {
  const given = readOptions(args, options, 0, shell.say);
  if (!given.ok) return badUsage(shell, given.error);
  if (given.value.flag('help')) {
    await shell.out(`${usage(shell)}\n`);
    return 0;
  }
  const asked = readAsked(given.value, shell);
  return asked === null ? 2 : play(asked, given.value, shell);
};

function badUsage(shell: Shell, what: string): number {
  shell.err(`${what}\n`);
  shell.err(usage(shell));
  return 2;
}

/** null = it can't be meant so; told already. */
function readAsked(given: Given, shell: Shell): Asked | null {
  const wrong = (name: string, allowed: string): null => {
    const what =
      given.text(name) === undefined ? shell.say('cli.missingOption', { name: `--${name}` }) : shell.say('cli.badOption', { name: `--${name}`, allowed });
    badUsage(shell, what);
    return null;
  };
  const dialect = simulatedDialect(given.text('dialect') ?? '');
  if (dialect === null) return wrong('dialect', shell.say('cli.simulate.dialect', { dialects: dialects() }));
  const url = given.text('url') ?? '';
  if (!/^(mqtts?|tcp|tls|wss?):$/.test(URL.parse(url)?.protocol ?? '')) return wrong('url', shell.say('cli.simulate.url'));
  const base = given.text('base') ?? dialect.defaultBase;
  if (base === '' || /[+#]/.test(base)) return wrong('base', shell.say('cli.simulate.base'));
  const speed = Number(given.text('speed') ?? '1');
  return speed >= 0.01 && speed <= 1000 ? { dialect, url, base, speed } : wrong('speed', shell.say('cli.simulate.speed'));
}

async function play({ dialect, url, base, speed }: Asked, given: Given, shell: Shell): Promise<number> {
  const username = given.text('username') ?? null;
  const password = given.flag('password-stdin') ? (await shell.input()).replace(/\r?\n$/, '') : (shell.environment.GUARDPOST_MQTT_PASSWORD ?? null);
  const stop = listenForStop();
  const stopping = new AbortController();
  void stop.asked.then(() => stopping.abort());
  const once = given.flag('once');
  const shownUrl = withoutSecret(url);
  let left = dialect.story(base).length;
  await shell.out(`${shell.say('cli.simulate.plays', { dialect: dialect.dialect, base, url: shownUrl })}\n`);
  const end = await runSimulation({
    ...{ dialect, url, base, username, password, speed, once, signal: stopping.signal },
    said(step) {
      left -= 1;
      void shell.out(`${step.topic}: ${step.means}\n`);
      if (left === 0 && !once) void shell.out(`${shell.say(dialect.commands === null ? 'cli.simulate.reportsOnly' : 'cli.simulate.staying')}\n`);
    },
    commanded: (topic, answers) => void shell.out(`${shell.say('cli.simulate.command', { topic, answers })}\n`),
  });
  stop.dispose();
  if (end.code === 'done') return 0;
  shell.err(shell.say(end.code === 'lost' ? 'cli.simulate.lost' : 'cli.simulate.notConnected', { url: shownUrl, detail: end.detail }));
  return 1;
}

/** An address may hold a password; it is not for the screen. */
function withoutSecret(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
