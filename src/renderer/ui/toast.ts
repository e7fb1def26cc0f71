/** Short news in the corner. It never takes the focus and is read out politely; what must not be missed is no toast. */
import { notifications } from '@mantine/notifications';

const shownMs = 6000;
/** News that waits its turn would be old by then: a fourth takes the place of the oldest. */
const shownAtMost = 3;
let shown: readonly string[] = [];

/** `done`: grey. `problem`: red with ▲, stays twice as long. Text comes from the catalogue or from `callError`. */
export function toast(kind: 'done' | 'problem', text: string): void {
  for (const oldest of shown.slice(0, Math.max(0, shown.length - shownAtMost + 1))) notifications.hide(oldest);
  const id = notifications.show({
    message: kind === 'problem' ? `▲ ${text}` : text,
    autoClose: kind === 'problem' ? 2 * shownMs : shownMs,
    withCloseButton: false,
    role: 'status',
    'aria-live': 'polite',
    className: kind === 'problem' ? 'toast toast-problem' : 'toast',
    onClose: (closed) => {
      shown = shown.filter((one) => one !== closed.id);
    },
  });
  shown = [...shown, id];
}
