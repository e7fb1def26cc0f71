/** What runs as long as the page is open: the live feed and the language follow the session. */
import { useEffect } from 'react';
import { live } from '../live/index.ts';
import { forgetScan } from './scan.ts';
import { useSession } from './session-state.ts';
import { currentLanguage, setLanguage } from './text.ts';

export function useSeat(): void {
  const session = useSession();
  const watching = session?.stage === 'signedIn' || session?.stage === 'locked';
  useEffect(() => {
    if (!watching) return undefined;
    live.start();
    return () => {
      live.stop();
      forgetScan();
    };
  }, [watching]);
  const language = session?.user?.language ?? null;
  useEffect(() => {
    if (language !== null && language !== currentLanguage()) void setLanguage(language);
  }, [language]);
}
