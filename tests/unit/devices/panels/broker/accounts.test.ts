import { describe, expect, test } from 'vitest';
import { createAccounts } from '../../../../../src/main/devices/panels/broker/accounts.ts';

const accounts = createAccounts([{ username: 'fence', password: 'secret', topics: ['yard/#', 'shared/+/state'] }], { username: 'post', password: 'own' });
const signIn = (username: string | undefined, password: string | undefined) =>
  accounts.signIn(username, password === undefined ? undefined : Buffer.from(password));

describe('accounts of the embedded broker', () => {
  test.each([
    ['fence', 'secret', 'fence'],
    ['post', 'own', 'post'],
    ['fence', 'own', undefined],
    ['fence', '', undefined],
    ['fence', undefined, undefined],
    ['nobody', '', undefined],
    [undefined, undefined, undefined],
  ])('%s with %s signs in as %s', (username, password, expected) => {
    expect(signIn(username, password)?.username).toBe(expected);
  });

  test('may use their own topics only; the post may use all', () => {
    const fence = signIn('fence', 'secret');
    expect([fence?.mayPublish('yard/a/b'), fence?.mayPublish('shared/x/state'), fence?.mayPublish('store/x')]).toEqual([true, true, false]);
    expect([fence?.maySubscribe('yard/+'), fence?.maySubscribe('#'), fence?.maySubscribe('shared/#')]).toEqual([true, false, false]);
    expect([signIn('post', 'own')?.maySubscribe('#'), signIn('post', 'own')?.mayPublish('$SYS/x')]).toEqual([true, false]);
    expect([signIn('post', 'own')?.maySubscribe('$SYS/broker/x'), signIn('fence', 'secret')?.maySubscribe('$SYS/broker/x')]).toEqual([true, false]);
  });
});
