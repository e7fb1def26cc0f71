import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ledger, StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import { type CommandInput, createPanelCommands, type PanelCommands } from '../../../src/main/services/panel-commands.ts';
import { defaultAlarmPolicy } from '../../../src/shared/model/alarm-policy.ts';
import type { PanelCommand } from '../../../src/shared/model/panels.ts';
import { li, openPost, startUtcMs, type TestPost, valued } from './alarms-post.ts';
import { house, point, say, scriptedPort } from './panel-post.ts';

let post: TestPost;
let link: ReturnType<typeof scriptedPort>;
let commands: PanelCommands;
let bugs: unknown[];
const code = '97531';

const newCommands = (ledger: Ledger = post.store): PanelCommands =>
  createPanelCommands({
    ...{ ledger, clock: post.clock, newId: post.newId, panels: [house({ commandSeconds: 10 })], port: link.port },
    ...{ secrets: { code: () => code }, points: post.intake.points, checkSecret: post.checkSecret, logBug: (_where, error) => void bugs.push(error) },
  });

beforeEach(async () => {
  bugs = [];
  post = openPost([house()]);
  link = scriptedPort();
  commands = newCommands();
  post.intake.onKept(commands.heard);
  await say(post)(point({ state: 'closed' }), point({ kind: 'partition', pointId: '1', name: 'Area 1', state: 'disarmed' }));
});
afterEach(async () => {
  await commands.stop();
  expect(bugs).toEqual([]);
  await post.close();
});

const arm: CommandInput = { panelId: 'house', kind: 'arm', mode: 'away', pointKind: 'partition', pointId: '1' };
const second = { name: 'Zhao', secret: '246810' };
const bypass: CommandInput = { panelId: 'house', kind: 'bypass', mode: null, pointKind: 'zone', pointId: 'Front_door', second };
const armedProof = { result: false, point: { kind: 'partition', pointId: '1', states: ['armedAway'] } } as const;
const area = (state: string, retained = false) => point({ kind: 'partition', pointId: '1', name: 'Area 1', state, retained });

const ask = async (input: CommandInput): Promise<PanelCommand> => valued(await commands.command(li, input));
const refused = async (input: CommandInput): Promise<string> => {
  const answer = await commands.command(li, input);
  if (answer.ok) throw new Error('not refused');
  return answer.error.code === 'rule' ? answer.error.rule : answer.error.code;
};
/** The command as it is on disk once everything before has been written. */
async function onDisk({ commandId }: PanelCommand): Promise<PanelCommand | null> {
  for (let n = 0; n < 5; n += 1) await post.store.commit(() => undefined);
  return post.store.read.kept('command', commandId);
}
const kinds = () => post.kinds().filter((kind) => kind.startsWith('panel.command'));

describe('a command to a panel', () => {
  it('is on disk before it is sent, with who asked, and without the code', async () => {
    let before: unknown;
    link.answersWith(async () => {
      before = post.rows().map(({ kind, actor, payload }) => ({ kind, actor, ...payload }));
      return { ok: true, value: armedProof };
    });
    const command = await ask(arm);
    expect(before).toEqual([
      {
        ...{ kind: 'panel.commanded', actor: 'Li', commandId: command.commandId, panelId: 'house', command: 'arm', by: 'Li' },
        ...{ mode: 'away', pointKind: 'partition', pointId: '1' },
      },
    ]);
    expect(link.asked).toEqual([
      {
        ...{ commandId: command.commandId, panelId: 'house', kind: 'arm', mode: 'away', pointKind: 'partition', pointId: '1' },
        ...{ deadlineUtcMs: startUtcMs + 10_000, code },
      },
    ]);
    expect(JSON.stringify([post.rows(), post.store.read.allKept('command')])).not.toContain(code);
  });

  it('is accepted by the broker, then confirmed by the panel’s own state', async () => {
    link.answers(armedProof);
    const command = await ask(arm);
    expect(await onDisk(command)).toMatchObject({ state: 'accepted' });
    await say(post)(area('arming'), area('armedAway', true));
    expect(await onDisk(command)).toMatchObject({ state: 'accepted' });
    await say(post)(area('armedAway'));
    expect(await onDisk(command)).toMatchObject({ state: 'confirmed', failure: null });
    expect(kinds()).toEqual(['panel.commanded', 'panel.commandAccepted', 'panel.commandConfirmed']);
  });

  it('is confirmed by a state that comes before the broker’s answer', async () => {
    link.answersWith(async () => {
      await say(post)(area('armedAway'));
      return { ok: true, value: armedProof };
    });
    const command = await ask(arm);
    await say(post)(area('armedAway', true));
    expect(await onDisk(command)).toMatchObject({ state: 'confirmed' });
  });

  it('is done, or refused, by the panel’s own answer, whose words never repeat the code', async () => {
    link.answers({ result: true, point: null });
    const result = (command: PanelCommand, what: 'accepted' | 'done' | 'refused', detail: string | null) =>
      say(post)({ type: 'commandResult', panelId: 'house', commandId: command.commandId, result: what, detail });
    const first = await ask(arm);
    await result(first, 'accepted', null);
    await result(first, 'done', 'armed');
    expect(await onDisk(first)).toMatchObject({ state: 'confirmed', detail: 'armed' });
    const next = await ask(arm);
    await result(next, 'refused', `code ${code} is wrong`);
    expect(await onDisk(next)).toMatchObject({ state: 'failed', failure: 'refusedByPanel', detail: 'code … is wrong' });
    expect(post.rows().at(-1)?.payload).toMatchObject({ failure: 'refusedByPanel', detail: 'code … is wrong' });
  });

  it('ends as accepted where nothing can tell more', async () => {
    link.answers({ result: false, point: null });
    const command = await ask(arm);
    post.pass(60_000);
    commands.tick();
    expect(await onDisk(command)).toMatchObject({ state: 'accepted', failure: null });
    expect(kinds()).toEqual(['panel.commanded', 'panel.commandAccepted']);
  });

  it('has failed when the time is over, whatever comes later', async () => {
    link.answers(armedProof);
    const command = await ask(arm);
    post.pass(9_999);
    commands.tick();
    expect(await onDisk(command)).toMatchObject({ state: 'accepted' });
    post.pass(1);
    commands.tick();
    await say(post)(area('armedAway'));
    expect(await onDisk(command)).toMatchObject({ state: 'failed', failure: 'timedOut' });
    expect(kinds()).toEqual(['panel.commanded', 'panel.commandAccepted', 'panel.commandFailed']);
  });

  it('for what is so already is not called a failure when the panel has nothing new to say', async () => {
    link.answers({ result: false, point: { kind: 'partition', pointId: '1', states: ['disarmed'] } });
    const command = await ask({ ...arm, kind: 'disarm', mode: null, second });
    post.pass(10_000);
    commands.tick();
    expect(await onDisk(command)).toMatchObject({ state: 'accepted', failure: null });
  });

  it.each(['offline', 'refusedByBroker', 'notSupported'] as const)('that fails as %s is a row and says so', async (failure) => {
    link.answers(failure);
    expect(await ask(arm)).toMatchObject({ state: 'failed', failure });
    expect(kinds()).toEqual(['panel.commanded', 'panel.commandFailed']);
  });

  it('is never sent to a panel that is offline, nor without the code that it needs', async () => {
    link.is('offline');
    expect(await ask(arm)).toMatchObject({ state: 'failed', failure: 'offline' });
    link.is('online');
    link.withoutCode();
    expect(await ask(arm)).toMatchObject({ state: 'failed', failure: 'codeMissing' });
    expect(link.asked).toEqual([]);
    expect(commands.abilities()[0]?.commands[0]).toEqual({ kind: 'arm', needsCode: true });
  });

  it('is not sent when it can’t be written down', async () => {
    const full: Ledger = { commit: () => Promise.reject(new StoreFailure('diskFull', 'full')), read: post.store.read };
    expect(await newCommands(full).command(li, arm)).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'diskFull' } });
    expect(link.asked).toEqual([]);
  });

  it('that breaks the link is a failure and a bug that is told', async () => {
    link.answersWith(async () => {
      throw new Error('broken');
    });
    expect(await onDisk(await ask(arm))).toMatchObject({ state: 'failed', failure: 'offline' });
    expect(bugs.splice(0)).toEqual([new Error('broken')]);
  });

  it('is one at a time for each point, and after that again', async () => {
    link.answers(armedProof);
    await ask(arm);
    expect(await refused({ ...arm, mode: 'night' })).toBe('commandUnderWay');
    await ask(bypass);
    await say(post)(area('armedAway'));
    await ask(arm);
  });

  it.each([
    ['a panel that there is none of', { ...arm, panelId: 'cellar' }, 'unknownPanel'],
    ['what the panel can’t do', { ...arm, kind: 'silence' }, 'commandNotSupported'],
    ['arming without saying how', { ...arm, mode: null }, 'modeNeeded'],
    ['bypassing without saying what', { ...bypass, pointKind: null, pointId: null }, 'commandNotSupported'],
    ['a point without its kind', { ...arm, pointKind: null }, 'commandNotSupported'],
    ['a zone that the panel does not have', { ...bypass, pointId: 'Roof' }, 'unknownPoint'],
  ] as const)('is refused for %s', async (_, input, rule) => {
    expect(await refused(input)).toBe(rule);
    expect(kinds()).toEqual([]);
  });
});

describe('two persons', () => {
  it.each([
    ['nobody else', undefined, 'secondPersonNeeded'],
    ['the same one', { name: 'LI', secret: 'x' }, 'secondPersonUnfit'],
    ['a guard', { name: 'Guo', secret: '135791' }, 'secondPersonUnfit'],
    ['a wrong secret', { name: 'Zhao', secret: '000000' }, 'refused'],
  ])('are needed to bypass: %s will not do', async (_, witness, rule) => {
    expect(await refused({ ...bypass, second: witness })).toBe(rule);
    expect([link.asked, kinds()]).toEqual([[], []]);
  });

  it('are named in the row and the command', async () => {
    expect(await ask(bypass)).toMatchObject({ by: 'Li', secondPerson: 'Zhao' });
    expect(post.rows().find((row) => row.kind === 'panel.commanded')?.payload).toMatchObject({ secondPerson: 'Zhao', pointId: 'Front_door' });
  });

  it('are not needed to arm, nor where the lead has decided so', async () => {
    expect(await ask(arm)).toMatchObject({ secondPerson: null });
    await post.store.commit((tx) => tx.keep('alarmPolicy', 'alarms', { ...defaultAlarmPolicy, twoPersons: { disarm: true, bypass: false } }));
    expect(await ask({ ...bypass, second: undefined })).toMatchObject({ secondPerson: null });
    expect(await refused({ ...arm, kind: 'disarm' })).toBe('secondPersonNeeded');
  });
});

describe('commands of before', () => {
  it('that were open when the post went down have failed, those that had ended have not', async () => {
    link.answers({ result: false, point: null });
    const ended = await ask(arm);
    await onDisk(ended);
    link.answers(armedProof);
    const open = await ask(arm);
    await onDisk(open);
    post.pass(1000);
    const again = newCommands();
    again.start();
    await again.stop();
    expect(await onDisk(open)).toMatchObject({ state: 'failed', failure: 'restarted' });
    expect(await onDisk(ended)).toMatchObject({ state: 'accepted' });
    expect(kinds().at(-1)).toBe('panel.commandFailed');
  });

  it('are kept for a day', async () => {
    link.answers({ result: false, point: null });
    const command = await ask(arm);
    await onDisk(command);
    post.pass(86_400_000);
    commands.tick();
    expect(await onDisk(command)).not.toBeNull();
    post.pass(1);
    commands.tick();
    expect(await onDisk(command)).toBeNull();
  });
});
