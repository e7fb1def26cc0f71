/**
 * Builds the three bundles: `out/main` (ESM, dependencies stay outside), `out/preload` (CommonJS, as a sandboxed
 * preload must be) and `out/renderer` (everything from files of our own, so that the strict CSP holds).
 */
import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** The file that calls the post while the rest of the page arrives. */
const firstFile = /src[\\/]renderer[\\/]transport[\\/]socket\.ts$/;

/** What the first page needs comes in two chunks of like size, compiled side by side, and not in eight; `firstFile` before them, by itself. */
const firstChunks = [
  { name: 'socket', test: firstFile, priority: 2 },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, tags: ['$initial' as const], priority: 2 },
  { name: 'page', tags: ['$initial' as const], priority: 1 },
];

/** The font of the first page. Were it not there at the first layout, the system's fonts would be looked through for it. */
const firstFont = /^inter-latin-wght-normal.*\.woff2$/;

/** Asks for the first font with the page, and makes the chunk of `firstFile` a script that waits for nothing. */
const firstPage: Plugin = {
  name: 'guardpost-first-page',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const files = Object.values(bundle ?? {});
      const first = files.find((file) => file.type === 'chunk' && file.moduleIds.some((id) => firstFile.test(id)));
      const font = files.find((file) => firstFont.test(basename(file.fileName)));
      // The page is also transformed where there is no bundle yet.
      if (first === undefined) return html;
      const script = `<script type="module" crossorigin src="./${first.fileName}"></script>`;
      if (font === undefined || !html.includes(script)) throw new Error(`the page lacks its first font, or does not load ${first.fileName} by itself`);
      const preload = {
        tag: 'link',
        attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${font.fileName}` },
        injectTo: 'head-prepend' as const,
      };
      return { html: html.replace(script, script.replace('crossorigin', 'async crossorigin')), tags: [preload] };
    },
  },
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        input: { index: 'src/main/index.ts', 'tree-worker': 'src/main/store/verify/tree-worker.ts' },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: { input: { index: 'src/preload/index.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), firstPage],
    build: {
      outDir: 'out/renderer',
      target: 'chrome140',
      // No data: addresses (the CSP allows none), no inline module preload script.
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: 'src/renderer/index.html', output: { codeSplitting: { groups: firstChunks } } },
    },
  },
});
