import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesPerHour } from '../../../../../src/renderer/features/gate-log/passages.ts';
import { cardOf, initialsOf, rawHexOf } from '../../../../../src/renderer/features/gate-log/read-words.ts';
import { dayText, reasonOf, sayFor } from '../../../../../src/renderer/features/gate-log/say.ts';
import { denialShownMs, shownRead } from '../../../../../src/renderer/features/gate-log/shown-read.ts';
import type { Entry } from '../../../../../src/shared/contract/schemas.ts';
import { gateReasons } from '../../../../../src/shared/model/cards.ts';
import { entryWith, wordsIn } from '../entry-fixture.ts';

const en = wordsIn('en');
const nowUtcMs = new Date(2026, 10, 21, 14, 30).getTime();
const iso = (utcMs: number) => new Date(utcMs).toISOString();

function read(granted: boolean, atUtcMs: number, reason = granted ? 'ok' : 'blocked', seq = 1): Entry {
  return entryWith({
    row: {
      seq,
      kind: granted ? 'gate.granted' : 'gate.denied',
      arrivedAtUtc: iso(atUtcMs),
      payload: { reason, format: 'em4100', facility: null, number: '0C000621A5' },
    },
  });
}

const credential = {
  format: 'em4100',
  facility: null,
  number: '0C000621A5',
  holderId: 'h1',
  status: 'blocked',
  statusReason: null,
  statusNote: null,
  statusAtUtcMs: new Date(2026, 2, 3).getTime(),
  statusBy: 'HR',
  validFromUtcMs: null,
  validUntilUtcMs: new Date(2025, 11, 31).getTime(),
} as const;

describe('what to say after a denial', () => {
  it('names since when and by whom a card is blocked', () => {
    expect(sayFor({ ...read(false, nowUtcMs), credential }, en, 'en', nowUtcMs)).toBe('Card blocked on 3 March by HR: ask to wait, call the lead.');
    expect(sayFor({ ...read(false, nowUtcMs), credential }, wordsIn('zh'), 'zh', nowUtcMs)).toBe('此卡于 3月3日 被 HR 停用：请对方稍候，联系班长。');
  });

  it('uses the plain sentence where nobody knows when or by whom', () => {
    expect(sayFor({ ...read(false, nowUtcMs), credential: { ...credential, statusBy: null } }, en, 'en', nowUtcMs)).toBe(
      'Card blocked: ask to wait, call the lead.',
    );
    expect(sayFor(read(false, nowUtcMs), en, 'en', nowUtcMs)).toBe('Card blocked: ask to wait, call the lead.');
  });

  it('has a sentence without holes for every reason in both languages', () => {
    for (const reason of gateReasons) {
      for (const language of ['en', 'zh'] as const) {
        const sentence = sayFor({ ...read(false, nowUtcMs, reason), credential }, wordsIn(language), language, nowUtcMs);
        expect(sentence).not.toMatch(/\{\{|gate\.say|undefined/);
      }
    }
  });

  it('adds the year only when it is not this one', () => {
    expect(dayText(new Date(2025, 11, 31).getTime(), 'en', nowUtcMs)).toBe('31 December 2025');
    expect(dayText(new Date(2026, 11, 31).getTime(), 'en', nowUtcMs)).toBe('31 December');
  });

  it('falls back on the kind of the row for a reason that it does not know', () => {
    expect([reasonOf(read(true, nowUtcMs, 'fromTheFuture')), reasonOf(read(false, nowUtcMs, 'fromTheFuture'))]).toEqual(['ok', 'unknown']);
  });
});

describe('the large holder card', () => {
  it('keeps a denial for its eight seconds even if others pass meanwhile, then shows the newest', () => {
    const denied = read(false, nowUtcMs, 'blocked', 1);
    const granted = read(true, nowUtcMs + 2000, 'ok', 2);
    expect(shownRead([granted, denied], nowUtcMs + 3000)).toEqual({ entry: denied, alarming: true });
    expect(shownRead([granted, denied], nowUtcMs + denialShownMs + 1)).toEqual({ entry: granted, alarming: false });
  });

  it('calms a denial that is still the newest read', () => {
    const denied = read(false, nowUtcMs);
    expect(shownRead([denied], nowUtcMs + denialShownMs + 1)).toEqual({ entry: denied, alarming: false });
    expect(shownRead([], nowUtcMs)).toBeNull();
  });

  it('gives initials to a face without a photo, as people are called', () => {
    expect(['Li Na', 'José Pérez-Álvarez', '王小明', 'Cher', ''].map(initialsOf)).toEqual(['LN', 'JP', '小明', 'C', '']);
  });
});

describe('a gate row in words', () => {
  it('knows its card and shows the raw frame in pairs', () => {
    expect(cardOf(read(true, nowUtcMs))).toEqual({ format: 'em4100', facility: null, number: '0C000621A5' });
    expect(rawHexOf(entryWith({ row: { payload: { rawHex: '02304303' } } }))).toBe('02 30 43 03');
  });

  it('has no card where the row does not name a known format', () => {
    expect(cardOf(entryWith({ row: { payload: { format: 'mifare', number: '1' } } }))).toBeNull();
  });
});

describe('passages per hour', () => {
  it('counts granted and denied in the local hour and leaves other days out', () => {
    const at = (hour: number) => new Date(2026, 10, 21, hour, 15).getTime();
    const hours = passagesPerHour([read(true, at(8)), read(true, at(8)), read(false, at(8)), read(true, at(14)), read(true, at(8) - 86_400_000)], nowUtcMs);
    expect(hours).toHaveLength(15);
    expect(hours[8]).toEqual({ hour: '08', granted: 2, denied: 1 });
    expect(hours[14]).toEqual({ hour: '14', granted: 1, denied: 0 });
  });

  it('counts every read of today exactly once', () => {
    const dayStart = new Date(2026, 10, 21).getTime();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: dayStart - 86_400_000, max: nowUtcMs })), (times) => {
        const total = passagesPerHour(
          times.map((time) => read(true, time)),
          nowUtcMs,
        ).reduce((sum, hour) => sum + hour.granted, 0);
        return total === times.filter((time) => time >= dayStart).length;
      }),
    );
  });
});
