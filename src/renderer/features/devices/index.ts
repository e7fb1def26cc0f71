/** The devices screen. */
export { Devices } from './devices.tsx';
