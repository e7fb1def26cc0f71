/** Alarm sounds: the engine, the speaker in the health strip, where no sound is, the test in Settings and at the start of a shift. */
export { AlarmSounds } from './alarm-sounds.tsx';
export { SoundBar } from './sound-bar.tsx';
export { SoundState } from './sound-state.tsx';
export { SoundTest } from './sound-test.tsx';
export { SpeakerTestBar } from './speaker-test-bar.tsx';
