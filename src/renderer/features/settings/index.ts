/** The settings screen. */
export { Settings } from './settings.tsx';
