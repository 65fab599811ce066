import pg from 'pg';
import { loadConfig, requireSettings } from '#config';
import { TROUBLES } from '#db/entities/trouble.ts';
import { noticeTrouble } from './write.ts';

/** `node db/troubles/notice.ts kind ref reason`: for the launcher, which speaks no SQL. */
const [kind, ref = '', reason = ''] = process.argv.slice(2);
const known = TROUBLES.find((one) => one === kind);
if (!known) throw new Error(`no such trouble: ${kind}`);
const config = loadConfig();
requireSettings(config, ['DATABASE_URL']);
const client = new pg.Client(config.DATABASE_URL);
await client.connect();
await noticeTrouble(client, { kind: known, ref, reason });
await client.end();
