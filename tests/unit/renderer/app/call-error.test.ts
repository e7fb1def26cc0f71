import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { callConfigProblems, callError, callErrorCode } from '../../../../src/renderer/app/call-error.ts';
import { ConnectionLostError } from '../../../../src/renderer/transport/index.ts';
import { catalogues } from '../../../../src/shared/i18n/index.ts';

const failure = (code: string, data?: unknown) => Object.assign(new Error(code), { code, data });

beforeAll(async () => {
  const resources = { en: { translation: catalogues.en }, zh: { translation: catalogues.zh } };
  await i18next.init({ lng: 'en', resources, interpolation: { escapeValue: false } });
});

describe('the words for a failed call', () => {
  it('say that nothing was sent when the connection is down', () => {
    expect(callError(new ConnectionLostError())).toContain('nothing was sent');
    expect(callError(new ConnectionLostError({ cause: new Error('closed') }))).toContain('broke off before the answer came');
  });

  it('say how long to wait after wrong PINs', () => {
    expect(callError(failure('REFUSED', { waitMs: 4200 }))).toContain('5 s');
    expect(callError(failure('REFUSED', { waitMs: 0 }))).not.toContain('Try again in');
  });

  it('say who unlocks an account that is locked', () => {
    expect(callError(failure('ACCOUNT_LOCKED'))).toContain('shift lead');
  });

  it('name the roles that may', () => {
    expect(callError(failure('FORBIDDEN', { needs: ['lead', 'operator'] }))).toContain('Shift lead, Operator');
  });

  it('find the words of a rule in the catalogue of its area, else show its name', () => {
    expect(callError(failure('RULE', { rule: 'cannotShelve' }))).toBe(catalogues.en.alarms.rule.cannotShelve);
    expect(callError(failure('RULE', { rule: 'newRule' }))).toContain('newRule');
  });

  it('say why nothing could be saved', () => {
    expect(callError(failure('STORE_FAILED', { cause: 'disk full' }))).toContain('disk full');
  });

  it('say line, key and what is allowed when the configuration file became bad, in the language of the seat', async () => {
    const unknown = { line: 4, key: 'readers[0].baudRat', code: 'unknownKey', allowed: 'baudRate', message: 'x' };
    const error = failure('CONFIG_BAD', { problems: [unknown, { line: 7, key: '', code: 'yamlSyntax', allowed: null, message: 'y' }] });
    expect(callError(error)).toBe(
      'The configuration file can’t be used: line 4: readers[0].baudRat: unknown key; allowed: baudRate; line 7: this is not valid YAML. The post goes on with what it has.',
    );
    await i18next.changeLanguage('zh');
    expect(callError(error)).toContain('第 4 行：readers[0].baudRat：未知的键；允许的值：baudRate');
    await i18next.changeLanguage('en');
    expect([callConfigProblems(error), callConfigProblems(failure('CONFLICT'))]).toEqual([[unknown, expect.objectContaining({ line: 7 })], null]);
  });

  it('show a reference for what nobody expected, also for things that are no errors', () => {
    expect(callError(failure('INTERNAL_SERVER_ERROR', { reference: 'K7Q2' }))).toContain('K7Q2');
    expect(callError('boom')).toMatch(/reference [0-9A-Z]+/);
  });

  it('tell expected failures by their code', () => {
    expect([failure('CONFLICT'), failure('RULE', {}), failure('INTERNAL_SERVER_ERROR'), null].map(callErrorCode)).toEqual(['CONFLICT', 'RULE', null, null]);
  });
});
