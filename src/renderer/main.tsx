/** Where the page starts: fonts, styles, words, then the one component. */
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import './theme/tokens.css';
import './theme/mantine.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { firstAnswer, followConnection } from './app/session-state.ts';
import { startShortcuts } from './app/shortcuts.ts';
import { startText } from './app/text.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
/** The post answers in a few milliseconds; drawing "connecting" first would only make the form come later. */
const answerPatienceMs = 150;

followConnection();
await Promise.all([startText(), firstAnswer(answerPatienceMs)]);
startShortcuts(window);
createRoot(root).render(<App />);
