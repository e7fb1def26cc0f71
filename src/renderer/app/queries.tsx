/** Answers of the post kept for a while (TanStack Query): for the screens, not for the first page. */
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from './client.ts';
import { onOtherSession } from './session-state.ts';

/** TanStack Query options: `useQuery(apiQuery.visitors.bans.queryOptions())`. */
export const apiQuery = createTanstackQueryUtils(api);
const queryClient = new QueryClient({
  defaultOptions: {
    // The post is on this computer or a few metres away: what the browser thinks of the network at large is no reason to wait.
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 10_000 },
    mutations: { networkMode: 'always' },
  },
});
// Nobody sees what was fetched for someone else.
onOtherSession(() => queryClient.clear());

export function Queries({ children }: { readonly children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
