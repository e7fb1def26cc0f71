/** What commands of this user may do with a post that runs: the installer's tools, as rows of `cli:<user>`. Plumbing only. */
import { userInfo } from 'node:os';
import type { Actor } from '../../shared/model/journal.ts';
import { isToolProblem } from '../../shared/model/reader-tools.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { type ControlCalls, type ControlProblem, secretProblems } from '../control/index.ts';
import type { ReaderTools } from '../core/ports/reader-tools.ts';
import type { PanelSecretsService } from '../services/panel-secrets.ts';
import type { ReaderToolsService } from '../services/reader-tools.ts';

export interface ControlCallsDeps {
  readonly readerTools: ReaderToolsService;
  readonly keysChanged: ReaderTools['keysChanged'];
  readonly panelSecrets: PanelSecretsService;
}

/** The socket takes nobody but this post's own user, so that is who asks. */
export function controlActor(): Actor {
  return { name: `cli:${osUser()}`, role: null, seat: 'cli' };
}

/** Calls over the services. */
export function createControlCalls({ readerTools, keysChanged, panelSecrets }: ControlCallsDeps): ControlCalls {
  const actor = controlActor();
  return {
    about: async ({ readerId }) => asAnswer(readerTools.about(readerId)),
    async keysChanged({ readerId }) {
      await keysChanged(readerId);
      return ok(null);
    },
    install: async (input, tell, signal) => asDone(await readerTools.install(actor, input, tell, signal)),
    async trace(input, tell, signal) {
      const listening = await readerTools.trace(actor, input, tell);
      if (!listening.ok) return fail(asProblem(listening.error));
      await aborted(signal);
      listening.value();
      return ok(null);
    },
    discover: async (input, tell, signal) => asAnswer(await readerTools.discover(actor, input, tell, signal)),
    panelSecret: async (input) => asDone(await panelSecrets.set(actor, input)),
    changeAddress: async (input) => asAnswer(await readerTools.changeAddress(actor, input)),
    async sendFile({ readerId, type, base64 }, tell, signal) {
      const file = { readerId, fileType: type, bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
      return asDone(await readerTools.sendFile(actor, file, (sentBytes, totalBytes) => tell({ sentBytes, totalBytes }), signal));
    },
  };
}

const asAnswer = <T>(answer: Result<T, ServiceFailure>): Result<T, ControlProblem> => (answer.ok ? answer : fail(asProblem(answer.error)));
const asDone = (answer: Result<unknown, ServiceFailure>): Result<null, ControlProblem> => (answer.ok ? ok(null) : fail(asProblem(answer.error)));

function asProblem(failure: ServiceFailure): ControlProblem {
  if (failure.code === 'storeFailed') return { code: 'storeFailed', detail: failure.cause };
  if (failure.code !== 'rule') return { code: 'internal', detail: failure.code };
  const { rule: code, values } = failure;
  const detail = values?.detail === undefined ? null : String(values.detail);
  const ofSecret = secretProblems.find((known) => known === code);
  if (ofSecret !== undefined) return { code: ofSecret, detail };
  return isToolProblem(code) ? { code, detail } : { code: 'internal', detail: code };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user that the system has no name for, as in some containers.
    return String(process.getuid?.() ?? '?');
  }
}
