/** Where toasts are drawn (`ui/toast.ts` shows them; what is shown before this is there waits for it). */
import { Notifications } from '@mantine/notifications';

export const Toasts = () => <Notifications position="top-right" transitionDuration={120} containerWidth="calc(var(--box-column) - 2 * var(--space-4))" />;
