/** Short news in the corner. It never takes the focus and is read out politely; what must not be missed is no toast. */
import { notifications } from '@mantine/notifications';

const shownMs = 6000;

/** `done`: grey. `problem`: red with ▲, stays twice as long. Text comes from the catalogue or from `callError`. */
export function toast(kind: 'done' | 'problem', text: string): void {
  notifications.show({
    message: kind === 'problem' ? `▲ ${text}` : text,
    autoClose: kind === 'problem' ? 2 * shownMs : shownMs,
    withCloseButton: false,
    role: 'status',
    'aria-live': 'polite',
    className: kind === 'problem' ? 'toast toast-problem' : 'toast',
  });
}
