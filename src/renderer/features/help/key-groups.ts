/** The keys as the help page lists them. What a key does is registered where it acts; this is the printed card. */
import type { TextKey } from '../../../shared/i18n/index.ts';

export interface KeyGroup {
  readonly title: TextKey;
  readonly keys: readonly { readonly keys: readonly string[]; readonly words: TextKey }[];
}

const everywhere: KeyGroup = {
  title: 'help.everywhere',
  keys: [
    { keys: ['F1'], words: 'help.key.help' },
    { keys: ['F2'], words: 'help.key.watch' },
    { keys: ['F3'], words: 'help.key.alarms' },
    { keys: ['F4'], words: 'help.key.gate' },
    { keys: ['F5'], words: 'help.key.log' },
    { keys: ['F9'], words: 'help.key.visitors' },
    { keys: ['F10'], words: 'help.key.devices' },
    { keys: ['Ctrl+,'], words: 'help.key.settings' },
    { keys: ['Ctrl+K'], words: 'help.key.find' },
    { keys: ['Ctrl+D'], words: 'help.key.theme' },
    { keys: ['Ctrl+B'], words: 'help.key.brightness' },
    { keys: ['Ctrl+G'], words: 'help.key.language' },
    { keys: ['Ctrl+L'], words: 'help.key.lock' },
    { keys: ['Shift+S'], words: 'help.key.mute' },
    { keys: ['Escape'], words: 'help.key.escape' },
  ],
};

const inLists: KeyGroup = {
  title: 'help.inLists',
  keys: [
    { keys: ['ArrowUp', 'ArrowDown'], words: 'help.key.move' },
    { keys: ['PgUp', 'PgDn'], words: 'help.key.page' },
    { keys: ['Enter'], words: 'help.key.open' },
    { keys: ['Home'], words: 'help.key.newest' },
  ],
};

const atTheBox: KeyGroup = {
  title: 'help.atTheBox',
  keys: [
    { keys: ['F2'], words: 'help.key.type' },
    { keys: ['ArrowUp', 'ArrowDown'], words: 'help.key.guess' },
    { keys: ['Enter'], words: 'help.key.next' },
    { keys: ['1', '…', '9'], words: 'help.key.purpose' },
    { keys: ['Escape'], words: 'help.key.park' },
    { keys: ['Ctrl+U'], words: 'help.key.resume' },
    { keys: ['Ctrl+I'], words: 'help.key.document' },
    { keys: ['Ctrl+E'], words: 'help.key.refuse' },
    { keys: ['Ctrl+O'], words: 'help.key.override' },
    { keys: ['O'], words: 'help.key.signOut' },
  ],
};

const onAlarm: KeyGroup = {
  title: 'help.onAlarm',
  keys: [
    { keys: ['A'], words: 'help.key.acknowledge' },
    { keys: ['M'], words: 'help.key.acknowledgeAll' },
    { keys: ['T'], words: 'help.key.take' },
    { keys: ['P'], words: 'help.key.procedure' },
    { keys: ['1', '…', '6', 'K'], words: 'help.key.procedureSteps' },
    { keys: ['7', '8', '9'], words: 'help.key.steps' },
    { keys: ['V'], words: 'help.key.verifyAlarm' },
    { keys: ['C'], words: 'help.key.closeAlarm' },
    { keys: ['S'], words: 'help.key.silence' },
    { keys: ['R'], words: 'help.key.reset' },
    { keys: ['F'], words: 'help.key.fold' },
    { keys: ['Z'], words: 'help.key.unacknowledge' },
    { keys: ['H'], words: 'help.key.shelve' },
    { keys: ['X'], words: 'help.key.outOfService' },
    { keys: ['B', 'N', 'L', 'O'], words: 'help.key.views' },
    { keys: ['Y', 'D', 'U'], words: 'help.key.moreViews' },
  ],
};

const gateLog: KeyGroup = {
  title: 'watch.screen.gate',
  keys: [
    { keys: ['1', '2', '3'], words: 'help.key.gateFilter' },
    { keys: ['C'], words: 'help.key.chart' },
    { keys: ['O'], words: 'help.key.older' },
    { keys: ['R'], words: 'help.key.registerCard' },
    { keys: ['B', 'L', 'V'], words: 'help.key.cardStatus' },
  ],
};

const dayLog: KeyGroup = {
  title: 'watch.screen.log',
  keys: [
    { keys: ['1', '…', '8'], words: 'help.key.logFilter' },
    { keys: ['/'], words: 'help.key.search' },
    { keys: ['Enter'], words: 'help.key.saveNote' },
    { keys: ['C'], words: 'help.key.cite' },
    { keys: ['A'], words: 'help.key.amend' },
    { keys: ['O'], words: 'help.key.older' },
    { keys: ['J', 'K'], words: 'help.key.export' },
    { keys: ['Y'], words: 'help.key.verify' },
  ],
};

const visitors: KeyGroup = {
  title: 'watch.screen.visitors',
  keys: [
    { keys: ['1', '…', '4'], words: 'help.key.visitTabs' },
    { keys: ['O'], words: 'help.key.signOut' },
    { keys: ['U'], words: 'help.key.unmask' },
    { keys: ['N', 'L'], words: 'help.key.bans' },
  ],
};

const devices: KeyGroup = {
  title: 'watch.screen.devices',
  keys: [
    { keys: ['T'], words: 'help.key.readerTools' },
    { keys: ['K', 'L'], words: 'help.key.readerKey' },
    { keys: ['1', '…', '5'], words: 'help.key.toolTabs' },
    { keys: ['P'], words: 'help.key.panelOpen' },
    { keys: ['P', 'H'], words: 'help.key.trace' },
    { keys: ['J', 'O'], words: 'help.key.traceFile' },
  ],
};

const panels: KeyGroup = {
  title: 'watch.screen.panels',
  keys: [
    { keys: ['1', '…', '3'], words: 'help.key.panelViews' },
    { keys: ['A', 'D'], words: 'help.key.panelArm' },
    { keys: ['B', 'C'], words: 'help.key.panelBypass' },
    { keys: ['Q'], words: 'help.key.panelSilence' },
    { keys: ['K'], words: 'help.key.panelCode' },
    { keys: ['X'], words: 'help.key.forgetWord' },
  ],
};

const aroundAlarms: KeyGroup = {
  title: 'help.aroundAlarms',
  keys: [
    { keys: ['I', 'G', 'W'], words: 'help.key.aroundAlarms' },
    { keys: ['1', '…', '4'], words: 'help.key.figuresSpan' },
    { keys: ['N', 'F'], words: 'help.key.figuresFault' },
    { keys: ['M'], words: 'help.key.placeMove' },
    { keys: ['E', 'L', 'X'], words: 'help.key.planPicture' },
    { keys: ['N'], words: 'help.key.newFault' },
  ],
};

const settings: KeyGroup = {
  title: 'watch.screen.settings',
  keys: [
    { keys: ['1', '…', '5'], words: 'help.key.settingsPart' },
    { keys: ['U'], words: 'help.key.unlockAccount' },
  ],
};

export const keyGroups: readonly KeyGroup[] = [everywhere, atTheBox, onAlarm, inLists, gateLog, dayLog, visitors, devices, panels, aroundAlarms, settings];
