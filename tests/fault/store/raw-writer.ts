/** Writes rows the store's way but with any `synchronous`: shows that counting syncs tells FULL from NORMAL. Arguments: file, synchronous, rows. */
import { applyPragmas, openConnection } from '../../../src/main/store/connection.ts';
import { migrate } from '../../../src/main/store/migrate.ts';

const [file = '', synchronous = 'FULL', rows = '1'] = process.argv.slice(2);
const connection = openConnection(file, { readOnly: false, busyTimeoutMs: 0 });
applyPragmas(connection);
migrate(connection);
applyPragmas(connection);
connection.db.pragma(`synchronous = ${synchronous}`);
for (let n = 0; n < Number(rows); n += 1) connection.run('INSERT INTO message_batch (upTo, keys) VALUES (?, ?)', n + 1, `key-${n}`);
connection.db.close();
