import { describe, expect, test } from 'vitest';
import { contactIdMeaning, knownCodes, siaMeaning } from '../../../../../src/main/devices/panels/event-codes/index.ts';
import { alarmCategories, knownConditions } from '../../../../../src/shared/model/alarms.ts';

const range = (from: number, to: number): readonly string[] => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const worth = (code: string) => {
  const meaning = contactIdMeaning(code) ?? siaMeaning(code);
  return meaning === null ? null : [meaning.category, meaning.priority, meaning.latched];
};

describe('the tables of event codes', () => {
  const all = [
    ...knownCodes.contactId.map((code) => [code, contactIdMeaning(code)] as const),
    ...knownCodes.sia.map((code) => [code, siaMeaning(code)] as const),
  ];

  test('are about as long as the standards’', () => {
    expect(knownCodes.contactId.length).toBeGreaterThan(250);
    expect(knownCodes.sia.length).toBeGreaterThan(320);
    expect(knownCodes.contactId.every((code) => /^\d{3}$/.test(code))).toBe(true);
    expect(knownCodes.sia.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });

  test.each(all)('%s has words in both languages, a condition that has a name, and ends only such', (_, meaning) => {
    expect(meaning?.text.en).toMatch(/\S/);
    expect(meaning?.text.zh).toMatch(/[\u4e00-\u9fff]/);
    for (const condition of [meaning?.condition ?? 'fire', ...(meaning?.ends ?? [])]) expect(knownConditions).toContain(condition);
    expect(alarmCategories).toContain(meaning?.category);
    if (meaning?.kind === 'alarm' || meaning?.kind === 'trouble') expect(meaning.ends).not.toEqual([]);
    else expect(meaning?.condition).toBeNull();
  });

  test('do not know what nobody has defined', () => {
    expect([contactIdMeaning('199'), contactIdMeaning(''), siaMeaning('QX'), siaMeaning('constructor')]).toEqual([null, null, null, null]);
  });
});

describe('what codes are worth (alarms.md 1)', () => {
  test.each([...range(100, 102), ...range(110, 118), '120', '123', '151', '162', 'FA', 'GA', 'KA', 'MA', 'PA', 'QA', 'SA'])('%s is danger to life', (code) => {
    expect(worth(code)).toEqual(['life', 1, true]);
  });
  test.each(['121', '122', '124', '125', '129', 'HA', 'HV'])('%s is a hold-up or duress', (code) => {
    expect(worth(code)).toEqual(['holdUp', 1, false]);
  });
  test.each([...range(130, 136), '138', '140', '146', 'BA'])('%s is an intrusion', (code) => {
    expect(worth(code)).toEqual(['intrusion', 2, true]);
  });
  test.each(['139', 'BV', 'BM'])('%s is a verified intrusion', (code) => {
    expect(worth(code)).toEqual(['intrusion', 1, true]);
  });
  test.each(['137', ...range(141, 145), ...range(147, 149), '383', '384', 'TA', 'ES', 'JA', 'XS'])('%s is tamper or lost supervision', (code) => {
    expect(worth(code)).toEqual(['tamper', 2, false]);
  });
  test.each(['150', ...range(152, 159), ...range(200, 206), 'WA', 'ZA', 'UA'])('%s is technical', (code) => {
    expect(worth(code)).toEqual(['technical', 3, false]);
  });
  test.each(['300', '301', '302', '310', '321', '344', '350', '351', '373', '380', '381', '393', 'AT', 'YT', 'LT', 'YC', 'NT', 'ET', 'XT'])(
    '%s is a trouble',
    (code) => {
      expect(worth(code)).toEqual(['trouble', 3, false]);
    },
  );
  test.each(['400', '401', '403', '407', '409', '441', 'OP', 'CL', 'OA', 'CA'])('%s is an opening or closing', (code) => {
    expect((contactIdMeaning(code) ?? siaMeaning(code))?.kind).toBe('openClose');
  });
  test.each(['570', '571', '573', '577', 'BB', 'BU', 'FB', 'FU'])('%s is a bypass', (code) => {
    expect((contactIdMeaning(code) ?? siaMeaning(code))?.kind).toBe('bypass');
  });
  test.each(['601', '602', '603', '607', 'RP', 'RX', 'TX', 'TS', 'TE'])('%s is a test', (code) => {
    expect((contactIdMeaning(code) ?? siaMeaning(code))?.kind).toBe('test');
  });
  test.each(['625', '627', '901', 'LB'])('%s is for the log', (code) => {
    expect((contactIdMeaning(code) ?? siaMeaning(code))?.kind).toBe('log');
  });
});
