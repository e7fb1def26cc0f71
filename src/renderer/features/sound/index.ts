/** Alarm sounds: the engine, the speaker in the health strip, the test. */
export { AlarmSounds } from './alarm-sounds.tsx';
export { SoundState } from './sound-state.tsx';
export { SoundTest } from './sound-test.tsx';
