/** The script that runs before the page's own: a small `ipcRenderer` and `contextBridge` for the unchanged preload bundle. */

/** Text of the script. `preload`: source of the built preload (CommonJS). */
export const inPageScript = (preload: string): string => `(() => {
  if (window !== window.top) return;
  const listeners = new Map();
  const ports = new Map();
  const ipcRenderer = {
    send: (channel) => void window.__standInSend(channel),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
  };
  const contextBridge = { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze({ ...api }) }) };
  const orders = {
    deliver(channel, ids) {
      const given = ids.map((id) => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = ({ data }) => void window.__standInPort(id, data);
        ports.set(id, port2);
        return port1;
      });
      for (const listener of listeners.get(channel) ?? []) listener({ ports: given });
    },
    message: (id, data) => ports.get(id)?.postMessage(data),
    close(id) {
      ports.get(id)?.close();
      ports.delete(id);
    },
  };
  Object.defineProperty(window, '__standIn', { value: ([order, ...rest]) => orders[order](...rest) });
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge };
    throw new Error('a sandboxed preload has only electron: ' + name);
  };
  const module = { exports: {} };
  (function (require, module, exports) {
${preload}
  })(require, module, module.exports);
})();`;
