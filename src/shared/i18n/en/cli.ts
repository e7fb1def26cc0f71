/** Words of the `guardpost` command. */
export const cli = {
  usage: `guardpost: the console of a guard post

  guardpost start [--data DIR] [--config FILE] [--host 127.0.0.1] [--port N] [--demo] [--no-window]
                  [--tls-cert FILE --tls-key FILE]
  guardpost user add --data DIR --name NAME --role guard|operator|lead|installer --pin PIN
  guardpost cards import --data DIR FILE.csv
  guardpost export --data DIR --format jsonl|csv [--since ISO] [--kind K]
  guardpost verify --data DIR | FILE.jsonl
  guardpost backup --data DIR --to FILE

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
    needsTls: '{{host}} can be reached from other machines: that needs --tls-cert and --tls-key',
  },
  user: {
    added: 'user {{name}} added ({{role}})',
    exists: 'there is a user {{name}} already',
    pin: 'a PIN of at least 6 digits, or a password of at least 8 characters',
    name: '1 to 40 characters',
  },
  cards: {
    imported: '{{cards}} cards of {{holders}} holders imported',
    nothing: 'nothing was imported: {{bad}} bad lines of {{lines}}',
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
    okFrom: 'OK: {{rows}} rows from {{first}} on; what came before is not in this file',
    bad: 'BAD at row {{seq}}: {{problem}}',
    badFile: 'BAD: {{problem}}',
  },
  backup: { done: 'backup written to {{file}}: {{rows}} rows, verified', exists: '{{file}} is there already; nothing was written' },
};
