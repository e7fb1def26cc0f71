/** How screens speak to the post. (The first page takes from `client.ts`, so that it need not wait for the rest.) */
export { callError } from './call-error.ts';
export { api } from './client.ts';
export { apiQuery } from './queries.tsx';
