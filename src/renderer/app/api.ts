/** The one connection of this page to its post. */
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { createTransport } from '../transport/index.ts';

export const transport = createTransport();
/** The typed client: `await api.alarms.acknowledge({ … })`. Failures throw; say them with `callError`. */
export const api = transport.client;
/** TanStack Query options: `useQuery(apiQuery.visitors.bans.queryOptions())`. */
export const apiQuery = createTanstackQueryUtils(api);
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 10_000 } } });

export { callError } from './call-error.ts';
