/** P2's peer: the shortest honest way from a serial line to a synced row. Arguments: path, database file. */
import Database from 'better-sqlite3';
import { SerialPort } from 'serialport';

const [path = '', file = ''] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode=WAL');
db.exec('CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT, frame TEXT)');
db.pragma('synchronous=FULL');
const insert = db.prepare('INSERT INTO journal (at, frame) VALUES (?, ?)');
const port = new SerialPort({ path, baudRate: 9600 });
let held = '';
port.on('open', () => process.stdout.write('ready\n'));
port.on('data', (bytes: Buffer) => {
  held += bytes.toString('latin1');
  for (let end = held.indexOf('\x03'); end >= 0; end = held.indexOf('\x03')) {
    insert.run(new Date().toISOString(), held.slice(0, end));
    held = held.slice(end + 1);
  }
});
