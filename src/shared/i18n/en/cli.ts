/** Words of the `guardpost` command. */
export const cli = {
  usage: `guardpost: the console of a guard post

  guardpost start [--data DIR] [--config FILE] [--host 127.0.0.1] [--port N] [--demo] [--no-window]
                  [--tls-cert FILE --tls-key FILE]
  guardpost user add --data DIR --name NAME --role guard|operator|lead|installer --pin PIN
  guardpost cards import --data DIR FILE.csv
  guardpost export --data DIR --format jsonl|csv [--since ISO] [--kind K]
  guardpost verify --data DIR | FILE.jsonl [--partial] | BACKUP
  guardpost backup --data DIR --to FILE
  guardpost panel code PANEL [--data DIR] [--remove]       (asks for the panel's user code)
  guardpost panel key PANEL ACCOUNT [--data DIR] [--remove]   (asks for the dialler's AES key)
  guardpost simulate panel --dialect D --url mqtt://HOST …   (guardpost simulate panel --help)
  guardpost osdp key set | install | discover | trace | replay | address | send-file …   (guardpost osdp --help)

All but start also work while a post runs on the same data.
Without --data the folder is GUARDPOST_DATA, else {{folder}}.`,
  badUsage: '{{what}}',
  unknownCommand: 'unknown command: {{name}}',
  unknownOption: 'unknown option: {{name}}',
  missingOption: '{{name}} is missing',
  badOption: '{{name}} must be {{allowed}}',
  tooMany: 'one argument too many: {{name}}',
  start: {
    stopping: 'stopping …',
    stopTookTooLong: 'stopping took longer than {{seconds}} s; ended',
    windowElectron: 'window: Electron ({{path}})',
    windowChromium: 'window: Chromium ({{path}}), because Electron is not here: {{why}}',
    windowNone: 'no window: {{why}}; open {{url}} in a browser',
    noElectron: 'its binary is not installed and could not be fetched',
    noChromium: 'neither Electron nor Chromium was found',
    noDisplay: 'this machine has no display',
  },
  problem: {
    config: 'the configuration {{file}} has a problem; nothing was started and nothing was changed:',
    held: 'another post is running on {{folder}}: {{holder}}. Stop that one, or take another folder with --data',
    holder: 'process {{pid}}, since {{since}}, at {{address}}',
    newer: 'the data in {{folder}} was written by a newer version of Guardpost; use that version',
    notOurs: '{{folder}} holds a database that is not from Guardpost; take another folder with --data',
    corrupt: 'the data in {{folder}} is damaged ({{detail}}); keep it as it is, and bring back a backup',
    readOnly: 'the folder {{folder}} can not be written ({{detail}}); give this user the right to write there',
    diskFull: 'the disk with {{folder}} is full; make room and start again',
    notFound: 'there is no data in {{folder}}',
    ioError: 'the disk with {{folder}} reports an error ({{detail}})',
    busy: 'the data is busy: another program has been writing for too long; try again',
    unknown: 'the data could not be written ({{detail}})',
    address: 'can not listen on {{host}}:{{port}} ({{detail}}); take another with --port',
    internal: 'internal error, please report it: {{detail}}',
    tls: 'the TLS certificate or key can not be used ({{detail}})',
    keyMissing: 'the data in {{folder}} needs its keys ({{detail}}): bring back the folder keys that belongs to it',
    needsTls: '{{host}} can be reached from other machines: that needs --tls-cert and --tls-key',
  },
  user: {
    added: 'user {{name}} added ({{role}})',
    exists: 'there is a user {{name}} already',
    pin: 'a PIN of at least 6 digits, or a password of at least 8 characters',
    reserved: 'the log calls the post and its devices {{name}}; take another name',
    name: '1 to 40 characters, none of them a control character',
  },
  cards: {
    imported: '{{cards}} cards of {{holders}} holders imported',
    nothing: 'nothing was imported: {{bad}} bad lines of {{lines}}',
    noCards: 'nothing was imported',
    header: 'line 1: the header must be {{header}}',
    unreadable: 'can not read {{file}}: {{detail}}',
    line: 'line {{line}}: {{what}}',
    columns: '{{found}} fields, {{wanted}} wanted',
    quotes: 'a quote is open or out of place',
    encoding: 'not UTF-8 text',
    formatUnknown: 'unknown format; allowed: {{allowed}}',
    facilityMissing: 'the facility is missing; allowed: {{allowed}}',
    facilityNotUsed: 'this format has no facility',
    facilityOutOfRange: 'the facility is out of range; allowed: {{allowed}}',
    numberMissing: 'the number is missing; allowed: {{allowed}}',
    numberMalformed: 'this is no card number; allowed: {{allowed}}',
    numberOutOfRange: 'the number is out of range; allowed: {{allowed}}',
    holder: 'the holder must be 1 to 80 characters',
    department: 'the department must be at most 80 characters',
    validFrom: 'validFrom is no date; allowed: 2026-05-31 or 2026-05-31T08:00',
    validUntil: 'validUntil is no date; allowed: 2026-05-31 or 2026-05-31T08:00',
    validOrder: 'validUntil is before validFrom',
    status: 'unknown status; allowed: {{allowed}}',
    duplicate: 'the same card is in line {{first}} already',
  },
  verify: {
    problem: {
      notFound: 'there is no such file',
      notOurs: 'this is not a Guardpost log',
      newer: 'it was written by a newer Guardpost',
      damaged: 'the file is damaged',
      malformed: 'this is not a journal row',
      rowChanged: 'the row was changed after it was written',
      rowMissing: 'rows before it are missing',
      rowOutOfOrder: 'the row stands in the wrong place or twice',
      chainBroken: 'the row does not follow the row before it',
      foreignRow: 'the row comes from another log',
      tailMissing: 'rows at the end are missing',
      checkpointChanged: 'a checkpoint was changed',
      checkpointForeign: 'a checkpoint is not from this post',
      checkpointMissing: 'a checkpoint is missing',
      checkpointMismatch: 'rows under a checkpoint were rewritten',
      keyBroken: 'a signing key was not announced under the key before it',
      personChanged: 'personal data was changed without a row',
    },
    ok: 'OK: {{rows}} rows, nothing missing, nothing changed',
    okFile: 'OK: rows {{first}} to {{last}}, none missing in between, nothing changed; what came before or after is not in this file',
    okPartial: 'OK: {{rows}} rows, each as it was written; this says nothing about rows that are not in this file',
    empty: 'BAD: there is no row in this file',
    filtered: 'An export of some kinds (--kind) leaves rows out: verify it with --partial, which checks each row but not what is between them.',
    bad: 'BAD at row {{seq}}: {{problem}}',
    badFile: 'BAD: {{problem}}',
  },
  export: { notLogged: 'this export is not in the log: {{why}}' },
  backup: {
    done: 'backup written to {{file}}: {{rows}} rows, verified',
    keys: 'The keys in {{folder}} are not in it: keep a copy of that folder in another safe place. To start on the backup, both are needed.',
    exists: '{{file}} is there already; nothing was written',
    noFolder: 'there is no folder {{folder}}',
  },
  panel: {
    needsId: 'the id of a panel in the configuration is missing',
    needsAccount: 'the account is missing: as the dialler sends it, or * for all that have no key of their own',
    ask: { code: 'User code of panel {{panel}}: ', receiverKey: 'AES key of account {{account}} at panel {{panel}}, hexadecimal: ' },
    unfit: { code: 'a code has 1 to 32 characters', receiverKey: 'a key is 32, 48 or 64 hexadecimal digits' },
    stored: { code: 'code of panel {{panel}} stored', receiverKey: 'key of account {{account}} at panel {{panel}} stored' },
    removed: { code: 'code of panel {{panel}} taken away', receiverKey: 'key of account {{account}} at panel {{panel}} taken away' },
    unknown: 'note: {{file}} has no panel {{panel}}',
  },
  simulate: {
    usage: `guardpost simulate panel: plays an alarm panel at a broker, to try a post or a mapping

  guardpost simulate panel --dialect D --url mqtt://HOST[:PORT] [--base TOPIC] [--speed N] [--once]
                           [--username U --password-stdin]

  --dialect   {{dialects}}
  --base      the beginning of its topics, where it is not the usual one
  --speed     how fast the story goes; 2 is twice as fast
  --once      ends with the story; without it the panel stays, and answers commands until it is stopped

The password is read from stdin, or from GUARDPOST_MQTT_PASSWORD.`,
    dialect: 'one of {{dialects}}',
    url: 'an address such as mqtt://localhost:1883',
    speed: 'a number from 0.01 to 1000',
    base: 'the beginning of a topic, without + and #',
    plays: 'simulated {{dialect}} panel under {{base}} at {{url}}',
    staying: 'the story is over; commands are answered until you stop it (Ctrl+C)',
    reportsOnly: 'the story is over; this panel takes no commands; stop it with Ctrl+C',
    command: 'command on {{topic}}: {{answers}} answers',
    notConnected: 'the broker {{url}} can not be reached: {{detail}}',
    lost: 'the connection to the broker {{url}} was lost: {{detail}}',
  },
  osdp: {
    usage: `guardpost osdp: tools for readers that answer (OSDP)

  guardpost osdp key set --data DIR --reader ID --hex 32HEXDIGITS | --stdin
      stores the key that a reader already has; with --stdin it does not stay in the history of the shell
  guardpost osdp install --data DIR --reader ID [--seconds 60]
      opens the install window: the reader must still have the default key, and gets one of its own
  guardpost osdp discover --path PATH [--baud 9600,115200] [--addresses 0-7] [--data DIR]
      looks for readers on a line; with --data through the post that holds it
  guardpost osdp trace --data DIR --bus ID | --path PATH [--baud 9600] [--out FILE.osdpcap] [--seconds N]
      shows what passes on a line; with --path by listening alone
  guardpost osdp replay FILE.osdpcap [--key 32HEXDIGITS] [--json] [--unmasked]
      reads a recording and checks every frame; with the key also what is encrypted
  guardpost osdp address --data DIR --reader ID --address N --baud N
      gives a reader another address and speed
  guardpost osdp send-file --data DIR --reader ID --type N FILE
      hands a file to a reader

key set works with and without a running post; install, address, send-file and trace --bus need one.`,
    problem: {
      noPost: 'no post that runs on {{folder}} can be reached: start it, or run this command as the same user',
      lost: 'the post went away before it had answered',
      noSuchReader: 'the post has no reader or bus of that name',
      notOsdp: 'this reader only sends: it can not be spoken to',
      offline: 'the reader is offline',
      noReply: 'the reader does not answer',
      refused: 'the reader refused',
      busy: 'the line is in use by another tool',
      cancelled: 'called off',
      windowClosed: 'the install window closed before the reader was ready',
      wrongKey: 'the reader has neither the default key nor ours: reset it as its manual says',
      noSecurity: 'the reader can not be secured',
      keyNotStored: 'the new key could not be stored, so the reader did not get it',
      portNotOpened: 'the port could not be opened; if a post holds it, add --data DIR',
      badFile: 'this file can not be used',
      unknownPanel: 'the post has no panel of that name',
      noReceiver: 'this panel has no receiver for diallers of its own in the configuration',
      secretNotKept: 'it could not be kept',
      addressTaken: 'another reader of this bus has that address',
      speedShared: 'other readers share the line and would not follow to another speed: keep the speed',
      badRequest: 'the post did not understand the command; are both of the same version?',
      unknownCall: 'the post does not know this command; are both of the same version?',
      storeFailed: 'nothing was done, as the day log could not be written',
      internal: 'internal error of the post, please report it',
      stopping: 'the post is stopping',
    },
    key: {
      reader: 'the id of a reader in the configuration',
      notAKey: 'a key is 32 hexadecimal digits',
      defaultKey: 'this is the default key that everyone knows: it protects nothing. Use guardpost osdp install',
      stored: 'key of reader {{reader}} stored',
      unknownReader: 'note: {{file}} has no OSDP reader {{reader}}',
    },
    install: {
      windowOpen: 'install window open for {{seconds}} s',
      defaultHandshake: 'the reader answers with the default key',
      keyStored: 'a new key is made and stored',
      keySent: 'the new key is sent to the reader',
      newHandshake: 'the reader speaks with the new key',
      done: 'reader {{reader}} is secure',
    },
    discover: {
      progress: '{{done}} of {{total}} tried; now at {{baud}} bit/s',
      found: 'address {{address}} at {{baud}} bit/s: {{who}}; {{key}}',
      identity: 'vendor {{vendor}}, model {{model}} version {{version}}, serial {{serial}}, firmware {{firmware}}',
      unnamed: 'does not say what it is',
      defaultKey: 'still has the default key: install it',
      ownKey: 'has a key of its own',
      insecure: 'can not be secured',
      unknownKey: 'key not known',
      none: 'no reader answered',
    },
    trace: {
      warning:
        'note: {{file}} gets what passes on the line as it is. Cards and PINs of readers without security can be read in it: keep it safe, and delete it after use.',
      notWritten: 'can not write {{file}}: {{detail}}',
      written: '{{file}}: {{frames}} frames written, {{leftOut}} left out',
      listening: 'listening on {{path}} at {{baud}} bit/s; nothing is sent',
      down: '{{path}} is not there: {{detail}}',
      badChecks: 'frames with a wrong check: {{badChecks}}; look at the speed, the wiring and the line',
    },
    verdict: {
      repeated: 'the same again',
      wrongKey: 'WRONG KEY',
      unknownKey: 'not checked',
      badMac: 'BAD MAC',
    },
    replay: {
      unreadable: 'can not read {{file}}: {{detail}}',
      badLine: 'line {{line}}: NO FRAME ({{problem}})',
      summary:
        '{{frames}} frames; {{unreadable}} lines could not be read, {{badMacs}} wrong MACs, {{wrongKeys}} wrong keys, {{repeated}} repeated, {{closed}} not checked',
      noKey: '{{closed}} secured frames could not be checked: that takes the key (--key) and a recording from the beginning of the session',
    },
    address: {
      done: 'reader {{reader}} now has address {{address}} at {{baud}} bit/s',
      config: 'Write it into the configuration too: the post asks there again at its next start.',
    },
    sendFile: {
      progress: '{{percent}} %',
      done: 'the reader {{reader}} has the file',
      size: '{{file}} must have 1 to {{most}} bytes',
      unreadable: 'can not read {{file}}: {{detail}}',
    },
  },
};
