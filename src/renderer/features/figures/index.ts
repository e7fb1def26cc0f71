/** Figures of the alarms. */
export { Figures } from './figures.tsx';
