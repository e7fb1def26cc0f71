/** Who may import whom: docs/ARCHITECTURE.md as rules. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});
const dir = (path) => `^src/${path}/`;
const npm = (...names) => names.map((name) => `^node_modules/${name}(/|$)`);
const node = '^node:';
/** dependency-cruiser shows Node's own modules by name, without a folder. */
const core =
  '^(node:)?(assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tls|url|util|v8|worker_threads|zlib)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan-resolution',
      comment: 'an import that resolves to nothing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\?', '\\.css$'] },
    },
    only('model-is-pure', dir('shared/model'), [dir('shared/model')]),
    only('contract', dir('shared/contract'), [dir('shared/(model|contract)'), ...npm('zod', '@orpc/contract', '@orpc/shared', '@orpc/client')]),
    only('i18n', dir('shared/i18n'), [dir('shared/(model|i18n)')]),
    only('core-is-pure', dir('main/core'), [dir('shared/model'), dir('main/core')]),
    only('devices', dir('main/devices'), [
      '^resources/event-codes/',
      dir('shared/model'),
      dir('main/core'),
      dir('main/devices'),
      node,
      core,
      ...npm('serialport', '@serialport/[a-z-]+', 'mqtt', 'mqtt-packet', 'aedes', 'aedes-persistence-level', 'aedes-packet', 'classic-level', 'zod'),
    ]),
    only('store', dir('main/store'), [
      dir('shared/model'),
      dir('main/core'),
      dir('main/store'),
      node,
      core,
      ...npm('better-sqlite3', '@types/better-sqlite3', 'csv-stringify'),
    ]),
    only('services', dir('main/services'), [dir('shared'), dir('main/core'), dir('main/services'), node, core]),
    only('api', dir('main/api'), [dir('shared'), dir('main/services'), dir('main/core'), dir('main/api'), node, core, ...npm('@orpc/[a-z-]+', 'zod')]),
    only('control', dir('main/control'), [dir('shared'), dir('main/control'), node, core, ...npm('zod')]),
    only('osdp-stands-alone', dir('main/devices/readers/osdp'), [dir('main/devices/readers/osdp'), '^(node:)?crypto$'], 'it could be published by itself'),
    only('config', dir('main/config'), [dir('shared/(model|i18n)'), dir('main/config'), node, core, ...npm('yaml', 'zod')]),
    only('log', dir('main/log'), [dir('main/log'), node, core, ...npm('pino')]),
    {
      name: 'compose-knows-no-host',
      severity: 'error',
      from: { path: '^src/main/compose(\\.ts$|/)' },
      to: { path: [dir('main/hosts'), '^electron$', ...npm('electron')] },
    },
    {
      name: 'node-host-has-no-electron',
      severity: 'error',
      from: { path: [dir('main/hosts/node'), dir('main/cli'), '^src/main/(post|cli)\\.ts$'] },
      to: { path: ['^electron$', ...npm('electron')] },
    },
    {
      name: 'electron-host-is-plumbing',
      severity: 'error',
      from: { path: [dir('main/hosts/electron'), '^src/main/index\\.ts$'] },
      to: { path: [dir('main/(devices|store|services)')] },
    },
    only('preload', dir('preload'), [dir('preload'), dir('shared/contract'), '^electron$', ...npm('electron')]),
    {
      name: 'renderer-stays-outside-main',
      severity: 'error',
      from: { path: dir('renderer') },
      to: { path: [dir('main'), dir('preload'), node, core, '^electron$'] },
    },
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    { name: 'features-do-not-see-transport', severity: 'error', from: { path: dir('renderer/features') }, to: { path: dir('renderer/transport') } },
    { name: 'ui-knows-no-feature', severity: 'error', from: { path: dir('renderer/(ui|live|transport|theme)') }, to: { path: dir('renderer/features') } },
    { name: 'src-does-not-import-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^tests/' } },
    { name: 'only-the-store-speaks-sql', severity: 'error', from: { path: '^src/', pathNot: dir('main/store') }, to: { path: npm('better-sqlite3') } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    includeOnly: '^(src|tests|node_modules|node:|electron|[a-z])',
  },
};
