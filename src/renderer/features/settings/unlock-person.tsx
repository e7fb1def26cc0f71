/** Takes the lock of too many wrong tries off an account. The first one in the list has the key. */
import type { User } from '../../../shared/model/users.ts';
import { api } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import { useUserCall } from './use-user-call.ts';

export function UnlockPerson({ name, withKey }: { readonly name: User['name']; readonly withKey: boolean }) {
  const { t } = useText();
  const call = useUserCall();
  const unlock = () => void call(api.users.unlock({ name }), (user) => t('settings.people.unlocked', { name: user.name }));
  return (
    <KeyButton onPress={unlock} {...(withKey ? { shortcut: 'U' } : {})}>
      {t('settings.people.unlock')}
    </KeyButton>
  );
}
