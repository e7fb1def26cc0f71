/** The one connection of this page to its post. What the first page needs; queries with a cache are in `queries.tsx`. */
import { createTransport } from '../transport/index.ts';

export const transport = createTransport();
/** The typed client: `await api.alarms.acknowledge({ … })`. Failures throw; say them with `callError`. */
export const api = transport.client;
