/** A gateway that publishes what diallers report: DC-09 frames, bare blocks and JSON. Data only. */
import { encodeFrame } from '../../panels/dc09/frame.ts';
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, step } from './story.ts';

const account = '1234';
const envelope = { encrypted: false, receiver: null, line: '0', account } as const;

/** As gateways pass it on: without LF and CR. */
function frame(base: string, id: 'SIA-DCS' | 'ADM-CID' | 'NULL', sequence: string, data: string, extensions = ''): PanelPublication {
  const content = `[${data === '' ? '' : `#${account}|${data}`}]${extensions}`;
  return once(
    base,
    encodeFrame({ ...envelope, id, sequence, content })
      .toString('utf8')
      .trim(),
  );
}
const contactId = (base: string, sequence: string, data: string, extensions = '') => frame(base, 'ADM-CID', sequence, data, extensions);
const sia = (base: string, sequence: string, data: string) => frame(base, 'SIA-DCS', sequence, data);

export const simulatedSia: SimulatedDialect = {
  dialect: 'sia',
  defaultBase: 'gateway/dc09',
  availability: () => null,
  announcements: () => [],
  story: (base) => [
    step(frame(base, 'NULL', '0000', ''), 'account 1234: sign of life'),
    step(contactId(base, '0001', '3401 01 007'), 'closed (armed) by user 7, partition 1'),
    step(contactId(base, '0002', '1130 01 012', '[Vhttps://pictures.example/12.jpg]'), 'burglary, zone 12, with a picture link that is shown as text'),
    step(contactId(base, '0003', '1139 01 012'), 'the same intrusion is verified: priority 1'),
    step(contactId(base, '0004', '3130 01 012'), 'zone 12 is over'),
    step(contactId(base, '0005', '1401 01 007'), 'opened (disarmed) by user 7'),
    step(sia(base, '0006', 'Nri1/FA003^Smoke, canteen^'), 'fire, zone 3, with the panel’s own words'),
    step(sia(base, '0007', 'Nri1/FR003'), 'zone 3 is normal again'),
    step(sia(base, '0008', 'Nri2/BA005/TA005'), 'two events in one message: intrusion and tamper of zone 5'),
    step(sia(base, '0009', 'Nri2/BR005/TR005'), 'both over'),
    step(contactId(base, '0010', '1301 00 000'), 'mains lost'),
    step(contactId(base, '0011', '6301 00 000'), 'mains still lost: a status report'),
    step(contactId(base, '0012', '3301 00 000'), 'mains back'),
    step(contactId(base, '0013', '1570 01 009'), 'zone 9 bypassed'),
    step(contactId(base, '0014', '3570 01 009'), 'its bypass taken back'),
    step(contactId(base, '0015', '1121 01 004'), 'duress, user 4: silent'),
    step(once(base, '[#1234|Nri1/PA002]'), 'a bare block: panic button, zone 2'),
    step(once(base, JSON.stringify({ accountId: account, time: '22:40:48', code: 'WA', zone: '21', text: 'Cellar' })), 'JSON: water in the cellar'),
    step(once(base, JSON.stringify({ accountId: account, time: '22:51:10', code: 'WR', zone: '21', text: 'Cellar' })), 'water is gone'),
    step(sia(base, '0016', 'NRP000'), 'the periodic test'),
    step(sia(base, '0017', 'Nri1/QX001'), 'a code that nobody knows: can be taught'),
  ],
  commands: null,
};
