import { describe, expect, it } from 'vitest';
import { catalogues, hasText } from '../../../../src/shared/i18n/index.ts';
import { deviceCauses, deviceStates } from '../../../../src/shared/model/devices.ts';

function leaves(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is neither text nor group`);
  return Object.entries(node).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

const en = new Map(leaves(catalogues.en));
const zh = new Map(leaves(catalogues.zh));

describe('the two catalogues', () => {
  it('have the same keys', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(300);
  });

  it('ask for the same values in every text', () => {
    const different = [...en].filter(([key, text]) => placeholders(text).join() !== placeholders(zh.get(key) ?? '').join()).map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('leave no text empty', () => {
    expect([...en, ...zh].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('say in words every cause why a device is down and what to do, and every state', () => {
    const missing = [
      ...deviceCauses.flatMap((cause) => [`devices.cause.${cause}`, `devices.do.${cause}`]),
      ...deviceStates.map((s) => `devices.state.${s}`),
    ].filter((key) => !hasText(key));
    expect(missing).toEqual([]);
  });

  it('answer no for groups and for names of the language itself', () => {
    expect(['common', 'common.toString', '', 'nothing.here'].map(hasText)).toEqual([false, false, false, false]);
  });
});
