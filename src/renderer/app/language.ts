/** Switching the language in place: at once on this seat, and kept with the person who is signed in. */
import { api } from './client.ts';
import { session, setSession } from './session-state.ts';
import { currentLanguage, setLanguage } from './text.ts';

export function switchLanguage(): void {
  const language = currentLanguage() === 'en' ? 'zh' : 'en';
  void setLanguage(language);
  if (session()?.stage !== 'signedIn') return;
  // The seat has switched already; the post only remembers it for next time.
  api.session.setLanguage({ language }).then(setSession, () => undefined);
}
