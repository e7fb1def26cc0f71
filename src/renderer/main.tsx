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
import { startShortcuts } from './app/shortcuts.ts';
import { startText } from './app/text.ts';
import { loadChineseFont } from './theme/chinese-font.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await startText();
startShortcuts(window);
createRoot(root).render(<App />);
loadChineseFont();
