/** Rules that reach over several keys of the file: doubles, gaps, delays where none may be. Only finds; parse.ts tells. */
import { defaultCardFormats } from '../../shared/model/site-defaults.ts';
import { isWiegandPreset, wiegandPresets } from '../../shared/model/wiegand-presets.ts';
import { parseWiegandTemplate } from '../../shared/model/wiegand-template.ts';
import type { WiegandTemplateProblem } from '../../shared/model/wiegand-template-problem.ts';
import { categoryOf } from './categories.ts';
import { defaultBases } from './fill-panels.ts';
import type { ConfigProblemCode } from './problem.ts';
import { type Right, right } from './right.ts';
import type { ConfigFile } from './schema.ts';
import type { PanelEntry, WordEntry } from './schema-panels.ts';

export interface Found {
  readonly code: ConfigProblemCode;
  readonly path: readonly PropertyKey[];
  readonly should: Right | null;
}

type Entries = NonNullable<ConfigFile['readers']>;

/** Everything that no single key shows, in the order in which it is told. */
export function crossCheck(file: ConfigFile): Found[] {
  const readers = file.readers ?? [];
  return [
    ...findGaps(readers),
    ...findDoubleIds(file),
    ...findDoublePaths(readers),
    ...findDoubleAddresses(readers),
    ...findTemplates(file),
    ...findDelays(file),
    ...findDoubleBases(file.panels ?? []),
    ...findDeafPanels(file.panels ?? []),
  ];
}

/** The broker's own entry among the devices, and the source of the alarms of the post itself. */
const reservedIds = ['broker', 'post'];

/** Health, alarms, keys and the log name a device by its id alone, so readers, buses, panels and what the post itself is called share one set. */
function findDoubleIds(file: ConfigFile): Found[] {
  const named = [
    ...(file.readers ?? []).flatMap((entry, at) => [
      { id: entry.id, path: ['readers', at, 'id'] },
      ...(entry.protocol === 'osdp' ? entry.devices.map(({ id }, index) => ({ id, path: ['readers', at, 'devices', index, 'id'] })) : []),
    ]),
    ...(file.panels ?? []).map(({ id }, at) => ({ id, path: ['panels', at, 'id'] })),
  ];
  const seen = new Set(reservedIds);
  return named.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ code: 'duplicateId' as const, path, should: right('ownId') }];
  });
}

function findDoublePaths(readers: Entries): Found[] {
  return repeated(readers.map((entry) => (entry.simulated ? undefined : entry.path))).map((at) => ({
    code: 'duplicatePath',
    path: ['readers', at, 'path'],
    should: null,
  }));
}

/** Two readers with one address talk at the same time, and neither is understood. */
function findDoubleAddresses(readers: Entries): Found[] {
  return readers.flatMap((entry, at) =>
    entry.protocol === 'osdp'
      ? repeated(entry.devices.map((device) => device.address)).map((index) => ({
          code: 'duplicateAddress' as const,
          path: ['readers', at, 'devices', index, 'address'],
          should: null,
        }))
      : [],
  );
}

/** Indexes of values that came before. */
function repeated(values: readonly (string | number | undefined)[]): number[] {
  return values.flatMap((value, at) => (value !== undefined && values.indexOf(value) < at ? [at] : []));
}

function findGaps(readers: Entries): Found[] {
  return readers.flatMap((entry, at) =>
    entry.path === undefined && entry.simulated !== true ? [{ code: 'missing' as const, path: ['readers', at, 'path'], should: right('serialPort') }] : [],
  );
}

/** Templates that name no preset and can't be read as a pattern. */
function findTemplates({ readers, cardFormats }: ConfigFile): Found[] {
  const siteFormats = cardFormats ?? defaultCardFormats;
  return (readers ?? []).flatMap((entry, at) => {
    if (entry.protocol !== 'wiegand-text' || typeof entry.template !== 'string' || isWiegandPreset(entry.template)) return [];
    const parsed = parseWiegandTemplate(entry.template, { siteFormats, ...(entry.format === undefined ? {} : { format: entry.format }) });
    if (parsed.ok) return [];
    const { code } = parsed.error;
    const path = ['readers', at, code === 'formatUnclear' || code === 'formatDoesNotFit' ? 'format' : 'template'];
    return [{ code: code === 'formatUnclear' ? 'missing' : 'notAllowed', path, should: rightTemplate(parsed.error) }];
  });
}

/** Delays where an alarm must not wait (the rule itself stands in core/alarms/delay.ts; here it is told to the installer). */
function findDelays(file: ConfigFile): Found[] {
  return (file.panels ?? []).flatMap((panel, at) =>
    panel.dialect === 'mapping'
      ? Object.entries(panel.words).flatMap(([word, meaning]) =>
          delaysOf(meaning).map((key) => ({ code: 'notAllowed' as const, path: ['panels', at, 'words', word, key], should: right('neverDelayed') })),
        )
      : [],
  );
}

/** Two panels of one dialect under one prefix would each take the other's alarms. */
function findDoubleBases(panels: readonly PanelEntry[]): Found[] {
  const bases = panels.map((panel) => {
    if (panel.dialect === 'mapping' || panel.dialect === 'sia') return undefined;
    const old = panel.dialect === 'home-assistant' ? panel.discovery : undefined;
    return `${panel.dialect} ${panel.base ?? old ?? defaultBases[panel.dialect]}`;
  });
  return repeated(bases).map((at) => ({ code: 'duplicateBase' as const, path: ['panels', at, 'base'], should: right('ownBase') }));
}

/** A panel that neither a gateway nor a dialler can reach. */
function findDeafPanels(panels: readonly PanelEntry[]): Found[] {
  return panels.flatMap((panel, at) =>
    panel.dialect === 'sia' && panel.topic === undefined && panel.receiver === undefined
      ? [{ code: 'missing' as const, path: ['panels', at, 'topic'], should: right('topicOrReceiver') }]
      : [],
  );
}

const presets = Object.keys(wiegandPresets).join(', ');

/** Most of them tell the place: character of the pattern, from 1. */
const rightTemplate = ({ code, at }: WiegandTemplateProblem): Right => right(code, { at, presets });

function delaysOf(meaning: WordEntry): readonly ('onDelaySeconds' | 'offDelaySeconds')[] {
  if (typeof meaning === 'string') return [];
  const category = meaning.category ?? categoryOf(meaning.condition);
  if (category !== 'life' && category !== 'holdUp') return [];
  return (['onDelaySeconds', 'offDelaySeconds'] as const).filter((key) => (meaning[key] ?? 0) > 0);
}
