/** The API of a post: one contract, served alike over MessagePort and WebSocket. Types follow from the schemas. */
import { alarms } from './alarms.ts';
import { devices } from './devices.ts';
import { faults } from './faults.ts';
import { gate } from './gate.ts';
import { live } from './live.ts';
import { log } from './log.ts';
import { panels } from './panels.ts';
import { places } from './places.ts';
import { readers } from './readers.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { users } from './users.ts';
import { visitors } from './visitors.ts';

export type { Glance, LiveEvent, LiveMessage } from './live.ts';
export type { ReaderAboutView } from './readers.ts';
export type { SessionState } from './session.ts';
export type { VisitForm } from './visitors.ts';

export const contract = { session, setup, live, gate, alarms, panels, places, faults, visitors, log, devices, readers, users, settings };
export type Contract = typeof contract;
