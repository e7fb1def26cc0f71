import { describe, expect, it } from 'vitest';
import {
  type Abilities,
  blockOf,
  commandsTo,
  commandText,
  isUnderWay,
  needsSecond,
  offersFor,
  saidText,
} from '../../../../../src/renderer/features/panels/commands.ts';
import { type Row, rowsOf } from '../../../../../src/renderer/features/panels/rows.ts';
import { defaultAlarmPolicy } from '../../../../../src/shared/model/alarm-policy.ts';
import type { DeviceHealth } from '../../../../../src/shared/model/devices.ts';
import type { PanelCommandKind, PanelPoint } from '../../../../../src/shared/model/panels.ts';
import { wordsIn } from '../entry-fixture.ts';
import { command, panel, point } from './samples.ts';

const text = { t: wordsIn('en') };
const all: Abilities = { panelId: 'main', commands: (['arm', 'disarm', 'bypass', 'clear', 'silence'] as const).map((kind) => ({ kind, needsCode: false })) };
const coded: Abilities = { panelId: 'main', commands: all.commands.map(({ kind }) => ({ kind, needsCode: true })) };

function rowOf(one: PanelPoint | null, state: DeviceHealth['state'] = 'online'): Row {
  const row = rowsOf([panel('main', state)], one === null ? [] : [one], false).at(one === null ? 0 : 1);
  if (row === undefined) throw new Error('no such line');
  return row;
}
const partition = rowOf(point('partition', 'Ground_floor'));
const zone = rowOf(point('zone', 'Cellar'));
const free = { mayCommand: true, abilities: [all], commands: [] };

describe('what a line offers', () => {
  const words = (row: Row, abilities = all) => offersFor(row, abilities).map(({ word }) => word);

  it('is arming for partitions, bypass for zones, and nothing for outputs', () => {
    expect(words(partition)).toEqual(['arm', 'disarm', 'silence', 'reset']);
    expect(words(zone)).toEqual(['bypass']);
    expect(words(rowOf(point('output', 'Siren')))).toEqual([]);
  });

  it('is taking the bypass back where there is one', () => {
    expect(words(rowOf(point('zone', 'Cellar', { bypassed: true })))).toEqual(['clear']);
  });

  it('is only what the panel can do', () => {
    expect(words(partition, { panelId: 'main', commands: [{ kind: 'disarm', needsCode: false }] })).toEqual(['disarm']);
  });
});

describe('why nothing can be asked', () => {
  it.each([
    ['role', partition, { ...free, mayCommand: false }],
    ['unknown', partition, { ...free, abilities: undefined }],
    ['none', partition, { ...free, abilities: [{ panelId: 'main', commands: [] }] }],
    ['none', partition, { ...free, abilities: [] }],
    ['notHere', rowOf(point('output', 'Siren')), free],
    ['offline', rowOf(point('partition', 'Ground_floor'), 'silent'), free],
    ['underWay', partition, { ...free, commands: [command()] }],
    ['code', partition, { ...free, abilities: [coded] }],
    [null, partition, free],
  ] as const)('%s', (block, row, situation) => {
    expect(blockOf(row, situation)).toBe(block);
  });

  it('is no command to another part, and none that has ended', () => {
    const others = [command({ pointId: 'Upper_floor' }), command({ pointKind: null, pointId: null }), command({ state: 'confirmed' })];
    expect(blockOf(partition, { ...free, commands: others })).toBeNull();
  });

  it('is no command of a panel that does not say when it is done', () => {
    const ended = command({ state: 'accepted', stateAtUtcMs: 2000, deadlineUtcMs: 2000 });
    expect([isUnderWay(ended), isUnderWay(command({ state: 'accepted', stateAtUtcMs: 2000 }))]).toEqual([false, true]);
  });
});

describe('commands', () => {
  it('to a line come newest first and leave other lines out', () => {
    const older = command({ commandId: 'old', askedAtUtcMs: 1 });
    const newer = command({ commandId: 'new', askedAtUtcMs: 2 });
    expect(commandsTo(partition, [older, command({ panelId: 'yard' }), newer]).map(({ commandId }) => commandId)).toEqual(['new', 'old']);
  });

  it('ask for a second person where the lead wants it, and only for what makes the site less safe', () => {
    const asked = (['arm', 'disarm', 'bypass', 'clear', 'silence'] satisfies PanelCommandKind[]).filter((kind) => needsSecond(kind, defaultAlarmPolicy));
    expect(asked).toEqual(['disarm', 'bypass']);
    expect(needsSecond('disarm', { ...defaultAlarmPolicy, twoPersons: { disarm: false, bypass: true } })).toBe(false);
  });

  it('are said with what they are sent to', () => {
    expect(saidText('arm', 'Ground floor', 'away', text)).toBe('arm Ground floor (Away: everything)');
    expect(commandText(command({ kind: 'bypass', mode: null, pointKind: 'zone', pointId: 'Front_door' }), 'Front door', text)).toBe('bypass Front door');
  });

  it('to clear are two things: the bypass of a zone, the memory of anything else', () => {
    const said = (pointKind: 'zone' | 'partition') => commandText(command({ kind: 'clear', mode: null, pointKind }), 'Cellar', text);
    expect([said('zone'), said('partition')]).toEqual(['take the bypass of Cellar back', 'clear the alarm memory of Cellar']);
  });
});
