/** Rows of two lines grow with the screen, as the words in them do (see the tokens). Pixels. */
import { useSyncExternalStore } from 'react';

const large = matchMedia('(min-width: 1800px)');
const subscribe = (listener: () => void) => {
  large.addEventListener('change', listener);
  return () => large.removeEventListener('change', listener);
};

export const useRowHeight = (): number => (useSyncExternalStore(subscribe, () => large.matches) ? 66 : 52);
