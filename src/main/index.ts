/** Electron entry: the post runs in this process; the window is one of its seats. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, protocol, safeStorage, session } from 'electron';
import { fail, ok, type Result } from '../shared/model/result.ts';
import type { Shell } from './cli/command.ts';
import { problemWords } from './cli/problem-words.ts';
import { readStartOptions, type StartOptions } from './cli/start-options.ts';
import { listenForStop, stopInTime } from './cli/until-stopped.ts';
import { createSay, languageOf } from './cli/words.ts';
import { logFolder } from './compose/data-folder.ts';
import { answerAppRequest, appScheme } from './hosts/electron/app-files.ts';
import { endOnCrash } from './hosts/electron/end-on-crash.ts';
import { keySealer } from './hosts/electron/key-sealer.ts';
import { lockWindows, refusePermissions } from './hosts/electron/lock-down.ts';
import { openMainWindow } from './hosts/electron/main-window.ts';
import { serveSeatPorts } from './hosts/electron/seat-ports.ts';
import { addressOf, bindHttp, createHttpServer } from './hosts/node/http-server.ts';
import { isLoopback } from './hosts/node/security.ts';
import { exitCodeOf, type LaunchProblem } from './launch/launch-problem.ts';
import { createLauncher } from './launch/launcher.ts';
import type { Serving } from './launch/serving.ts';
import { logCrashes } from './log/crash-log.ts';

// Before anything that takes time: a signal is never too early.
const stop = listenForStop();
const say = createSay(languageOf(process.env));
const shell: Shell = {
  say,
  environment: process.env,
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (line) => void process.stderr.write(`${line}\n`),
  input: async () => '',
};

// All of this must be said before `ready`.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
lockWindows(app);

const ownArguments = process.argv.slice(app.isPackaged ? 1 : 2).filter((argument) => argument !== '--no-sandbox');
const options = readStartOptions(ownArguments, process.env, say);
if (!options.ok) {
  shell.err(options.error);
  app.exit(2);
} else if (!app.requestSingleInstanceLock({ dataDir: options.value.dataDir })) {
  app.exit(0);
} else {
  void app.whenReady().then(() => (stop.isAsked() ? end(null) : run(options.value)));
}

async function run(start: StartOptions): Promise<void> {
  const outDir = import.meta.dirname;
  const pageDir = join(outDir, '..', 'renderer');
  // The folder of a demo is thrown away: there a crash shows on stderr alone.
  logCrashes({ dir: start.demo ? null : logFolder(start.dataDir), stderrLevel: process.env.GUARDPOST_LOG });
  endOnCrash(() => app.exit(1));
  let fatal: LaunchProblem | null = null;
  const launcher = createLauncher({
    ...{ dataDir: start.dataDir, configFile: start.configFile, demo: start.demo, host: 'electron', version: app.getVersion(), address: 'this window' },
    sealer: keySealer(safeStorage),
    say: shell.err,
    onFatal(problem) {
      fatal = problem;
      stop.ask();
    },
  });
  const health = await serveHealth(start, launcher.serving);
  if (!health.ok) return end(health.error);
  refusePermissions(session.defaultSession);
  protocol.handle(appScheme, (request) => answerAppRequest(pageDir, request));
  const ports = serveSeatPorts({ ipcMain, newChannel: () => new MessageChannelMain(), serving: launcher.serving });
  launcher.onSwap(() => ports.dropAll());
  const started = await launcher.start();
  if (!started.ok) return end(started.error);
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', stop.ask);
  app.on('before-quit', (event) => {
    event.preventDefault();
    stop.ask();
  });
  if (!stop.isAsked()) {
    openMainWindow(join(outDir, '..', 'preload', 'index.cjs'));
    await shell.out(`listening on ${health.value.url}\n`);
    await stop.asked;
  }
  await stopInTime(async () => {
    ports.stop();
    await launcher.stop();
    await health.value.stop();
  }, shell);
  end(fatal);
}

/** Other programs on this machine can ask how the post is; seats come through the window alone. */
async function serveHealth(
  { host, port }: StartOptions,
  serving: () => Serving | null,
): Promise<Result<{ url: string; stop(): Promise<void> }, LaunchProblem>> {
  if (!isLoopback(host)) return fail({ kind: 'needsTls', host });
  const http = await createHttpServer({ host, tls: null, pageDir: null, serving, port: () => 0 });
  const bound = await bindHttp(http, host, port ?? 0);
  if (!bound.ok) return bound;
  return ok({
    url: addressOf(host, bound.value, false),
    async stop() {
      await http.close();
    },
  });
}

/** Ends the program; a problem is told on stderr and in a box, as nobody may be watching the terminal. */
function end(problem: LaunchProblem | null): void {
  if (problem === null) {
    app.exit(0);
    return;
  }
  const lines = problemWords(problem, say);
  for (const line of lines) shell.err(line);
  dialog.showErrorBox('Guardpost', lines.join('\n'));
  app.exit(exitCodeOf(problem));
}
