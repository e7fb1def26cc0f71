/** Frigate with two cameras: reviews that begin, grow worse and end. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step } from './story.ts';

interface ReviewState {
  readonly severity: 'detection' | 'alert';
  readonly objects: readonly string[];
  readonly zones: readonly string[];
  readonly endSeconds?: number;
}

const startSeconds = 1_718_987_129.308396;
const after = (id: string, camera: string, state: ReviewState) => ({
  id,
  camera,
  start_time: startSeconds,
  end_time: state.endSeconds ?? null,
  severity: state.severity,
  thumb_path: `/media/frigate/clips/review/thumb-${camera}-${id}.webp`,
  data: { detections: [id], objects: state.objects, sub_labels: [], zones: state.zones, audio: [] },
});
const review = (base: string, type: 'new' | 'update' | 'end', id: string, camera: string, before: ReviewState, now: ReviewState): PanelPublication =>
  once(`${base}/reviews`, JSON.stringify({ type, before: after(id, camera, before), after: after(id, camera, now) }));

const seen: ReviewState = { severity: 'detection', objects: ['person'], zones: [] };
const close: ReviewState = { severity: 'alert', objects: ['person', 'car'], zones: ['front_yard'] };
const gone: ReviewState = { ...close, endSeconds: startSeconds + 41 };
const yard = '1718987129.308396-fqk5ka';
const gate = '1718987190.112233-aa11bb';

export const simulatedFrigate: SimulatedDialect = {
  dialect: 'frigate',
  defaultBase: 'frigate',
  availability: (base) => ({ topic: `${base}/available`, online: 'online', offline: 'offline' }),
  announcements: () => [],
  story: (base) => [
    step(once(`${base}/stats`, '{"service":{"uptime":60}}'), 'sign of life'),
    step(review(base, 'new', yard, 'yard', seen, seen), 'somebody before camera yard, priority 4'),
    step(review(base, 'update', yard, 'yard', seen, close), 'the same, now an alert: priority 2'),
    step(review(base, 'new', gate, 'gate', seen, seen), 'somebody before camera gate'),
    step(review(base, 'end', gate, 'gate', seen, { ...seen, endSeconds: startSeconds + 70 }), 'nobody before camera gate any more'),
    step(review(base, 'end', yard, 'yard', close, gone), 'nobody before camera yard any more'),
    step(retained(`${base}/gate/status/detect`, 'offline'), 'camera gate lost, an alarm after 30 s'),
    step(retained(`${base}/gate/status/detect`, 'online'), 'camera gate back'),
  ],
  commands: null,
};
