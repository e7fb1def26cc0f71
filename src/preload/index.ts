/**
 * Hands a port to the post over to the page, and nothing else. The page asks once per connection; main checks who asks.
 * No channel of Electron is reachable from the page, and nothing here takes data from it.
 */
import { contextBridge, ipcRenderer } from 'electron';

/** The little of the page's window that is used here (the rest of main is checked without DOM types). */
declare const window: { postMessage(message: string, targetOrigin: string, transfer: readonly object[]): void; readonly location: { readonly origin: string } };

contextBridge.exposeInMainWorld('guardpost', {
  host: 'electron',
  connect: (): void => ipcRenderer.send('guardpost:connect'),
});

// A port can't cross the context bridge; it can be posted to the page's own window.
ipcRenderer.on('guardpost:port', (event) => {
  window.postMessage('guardpost:port', window.location.origin, [...event.ports]);
});
