/** Is the post reachable from this seat, and since when? */
import { useSyncExternalStore } from 'react';
import { transport } from './client.ts';

export const useConnection = () => useSyncExternalStore(transport.onState, transport.state);
