/** `guardpost user add`: a user for a post, also while it runs. */
import { secret as secretSchema, userName } from '../../shared/contract/schemas.ts';
import { type Role, roles } from '../../shared/model/users.ts';
import { openSecrets } from '../compose/data-folder.ts';
import { storeErrorCodes } from '../core/ports/ledger.ts';
import { createUsers } from '../services/users.ts';
import { type Command, type Given, readOptions, type Shell, usageError } from './command.ts';
import { storeFailureWords, withStore } from './open-data.ts';

const options = { data: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, pin: { type: 'string' } } as const;

export const userAdd: Command = async (args, shell) => {
  const given = readOptions(args, options, 0, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const missing = Object.keys(options).find((name) => given.value.text(name) === undefined);
  if (missing) return usageError(shell, shell.say('cli.missingOption', { name: `--${missing}` }));
  const input = checkInput(given.value, shell);
  if (typeof input === 'string') return usageError(shell, input);
  const dataDir = given.value.text('data') ?? '';
  return withStore(shell, dataDir, false, async (store) => {
    const users = createUsers({ ledger: store, secrets: openSecrets(dataDir) });
    const added = await users.add({ name: 'system', role: null, seat: 'cli' }, input);
    if (added.ok) {
      await shell.out(`${shell.say('cli.user.added', { name: added.value.name, role: added.value.role })}\n`);
      return 0;
    }
    const { error } = added;
    if (error.code === 'storeFailed') {
      const code = storeErrorCodes.find((known) => known === error.cause) ?? 'unknown';
      shell.err(storeFailureWords(shell, dataDir, { code, message: error.cause }));
      return 4;
    }
    const reserved = error.code === 'rule' && error.rule === 'nameReserved';
    shell.err(shell.say(reserved ? 'cli.user.reserved' : 'cli.user.exists', { name: input.name }));
    return 1;
  });
};

/** What the person typed, checked by the same rules as in the console; a text is what is wrong. */
function checkInput(given: Given, shell: Shell): { name: string; role: Role; secret: string } | string {
  const bad = (name: string, allowed: string): string => shell.say('cli.badOption', { name, allowed });
  const name = userName.safeParse(given.text('name'));
  if (!name.success) return bad('--name', shell.say('cli.user.name'));
  const role = roles.find((known) => known === given.text('role'));
  if (!role) return bad('--role', roles.join(', '));
  const secret = secretSchema.safeParse(given.text('pin'));
  if (!secret.success) return bad('--pin', shell.say('cli.user.pin'));
  return { name: name.data, role, secret: secret.data };
}
