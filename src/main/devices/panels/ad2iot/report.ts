/**
 * Reports of the panel's own dialler (`cid`): `!LRR:<zone or user>,<partition>,CID_<qualifier><code>,<report code>`.
 * They are kept by the broker though they are events: an old one is a row, never an alarm now.
 */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { misunderstood, type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { type CodeMeaning, contactIdMeaning } from '../event-codes/index.ts';
import type { JsonObject } from '../json-message.ts';
import { type Ad2Device, plainNumber } from './device.ts';
import type { PartitionTools } from './partition.ts';

interface Report {
  /** As it came: `CID_3441`. */
  readonly word: string;
  /** `1` it begins (or opens), `3` it ends (or closes), `6` it still is. */
  readonly qualifier: string;
  readonly code: string;
  readonly number: string;
  readonly partition: string;
  readonly retained: boolean;
}

export function readReport(tools: PartitionTools, fields: JsonObject, retained: boolean, nowMonoMs: number): Reading {
  const raw = fields.event_message;
  if (typeof raw !== 'string') return misunderstood('noReport');
  const { device } = tools;
  const isReplay = retained && raw === device.lastReport;
  device.lastReport = raw;
  if (isReplay) return understood([]);
  const parts = /^!LRR:\s*([^,]{0,8}),\s*([^,]{0,8}),\s*([^,]{1,40})/.exec(raw);
  const [, number = '', partition = '', word = ''] = parts ?? [];
  const [, qualifier = '', code = ''] = /^CID_([136])([0-9A-F]{3})$/i.exec(word.trim()) ?? [];
  if (parts === null) return misunderstood('badReport', raw);
  const report = {
    word: word.trim(),
    qualifier,
    code: code.toUpperCase(),
    number: plainNumber(number.trim()),
    partition: plainNumber(partition.trim()),
    retained,
  };
  const taught = taughtReport(tools.words, report);
  if (taught !== null) return understood(readTaught(tools, report, taught.meaning, taught.active));
  const meaning = code === '' ? null : contactIdMeaning(report.code);
  return meaning === null ? unknownWord(report.word) : understood(readMeaning(tools, report, meaning, nowMonoMs));
}

/** A word taught for the very report goes first; one taught for the code holds for its end as well. */
function taughtReport(words: WordBook, { word, qualifier, code }: Report): { readonly meaning: MappedWord; readonly active: boolean } | null {
  const exact = words.meaning(word) ?? (code === '' ? null : words.meaning(`${qualifier}${code}`));
  if (exact !== null) return { meaning: exact, active: true };
  const ofCode = code === '' ? null : (words.meaning(code) ?? words.meaning(`CID_1${code}`) ?? words.meaning(`1${code}`));
  return ofCode === null ? null : { meaning: ofCode, active: qualifier !== '3' };
}

function readTaught({ maker, device }: PartitionTools, report: Report, meaning: MappedWord, active: boolean): readonly PanelSignal[] {
  const said = { source: device.zoneSource(report.number), partition: report.partition, retained: report.retained, code: report.word };
  if (report.retained) return meaning === 'ignore' || meaning === 'alive' ? [] : [maker.event({ ...said, event: report.word })];
  return maker.taught(meaning, active, said);
}

function readMeaning(tools: PartitionTools, report: Report, meaning: CodeMeaning, nowMonoMs: number): readonly PanelSignal[] {
  switch (meaning.kind) {
    case 'alarm':
    case 'trouble':
      return readCause(tools, report, meaning);
    case 'openClose':
      return readOpenClose(tools, report, meaning, nowMonoMs);
    case 'bypass':
      return readBypass(tools, report, meaning);
    case 'test':
    case 'log': {
      const kind = meaning.kind === 'test' ? 'test' : 'event';
      return [
        tools.maker.event({ ...where(tools.device, report, meaning), kind, event: meaning.kind === 'test' ? 'test' : report.word, text: textOf(meaning) }),
      ];
    }
  }
}

function readCause({ maker, device }: PartitionTools, report: Report, meaning: CodeMeaning): readonly PanelSignal[] {
  const said = where(device, report, meaning);
  const begins = meaning.condition !== null && report.qualifier !== '3' && meaning.edge !== 'ends';
  const text = textOf(meaning);
  if (report.retained) return [maker.event({ ...said, event: begins ? (meaning.condition ?? report.word) : 'restored', text })];
  const { condition, category, priority, latched } = meaning;
  if (begins && condition !== null) {
    return [maker.condition({ condition, category, priority, latched }, true, { ...said, text, ...(meaning.momentary ? { momentary: true } : {}) })];
  }
  // It may have been raised when the zone's name was not known yet.
  const sources = new Set([said.source, ...(meaning.names === 'zone' ? [`Zone ${report.number}`] : [])]);
  return [...sources].flatMap((source) =>
    meaning.ends.map((ended) => maker.condition({ condition: ended, category, priority, latched }, false, { ...said, source, text })),
  );
}

function readOpenClose({ maker, device }: PartitionTools, report: Report, meaning: CodeMeaning, nowMonoMs: number): readonly PanelSignal[] {
  const armed = meaning.edge === 'ends' || (meaning.edge === 'qualified' && report.qualifier === '3');
  const isTold = device.changeTold(report.partition, { armed, by: 'report', atMonoMs: nowMonoMs });
  return [
    maker.event({
      source: `Partition ${report.partition}`,
      partition: report.partition,
      retained: report.retained,
      code: report.word,
      // The partition's own state has told the arming; this adds who it was.
      kind: isTold ? 'event' : armed ? 'closed' : 'opened',
      event: armed ? (meaning.armsHome ? 'armedHome' : 'armedAway') : 'disarmed',
      text: textOf(meaning),
      user: meaning.names === 'user' && report.number !== '0' ? report.number : null,
    }),
  ];
}

function readBypass({ maker, device }: PartitionTools, report: Report, meaning: CodeMeaning): readonly PanelSignal[] {
  const active = meaning.edge !== 'ends' && report.qualifier !== '3';
  const said = where(device, report, meaning);
  const event = maker.event({ ...said, kind: 'bypassed', event: active ? 'bypassed' : 'bypassEnded', active, text: textOf(meaning) });
  if (report.retained || meaning.names !== 'zone' || report.number === '0') return [event];
  return [event, maker.point({ kind: 'zone', pointId: report.number, name: said.source, partition: report.partition, bypassed: active, retained: false })];
}

const textOf = ({ text }: CodeMeaning): string => `${text.en} · ${text.zh}`;

function where(device: Ad2Device, report: Report, meaning: CodeMeaning) {
  return { source: sourceOf(device, report, meaning), partition: report.partition, retained: report.retained, code: report.word };
}

function sourceOf(device: Ad2Device, { number, partition }: Report, { names, part }: CodeMeaning): string {
  const isNumbered = number !== '' && number !== '0';
  if (names === 'zone' && isNumbered) return device.zoneSource(number);
  if (names === 'user' && isNumbered) return `User ${number}`;
  if (names === 'device' && isNumbered) return `Device ${number}`;
  return part ?? `Partition ${partition}`;
}
