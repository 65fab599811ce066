import { parseArgs } from 'node:util';
import pg from 'pg';
import { ConfigError, loadConfig, requireSettings } from '#config';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { createKeyring } from '#platform/keyring.ts';
import { fillDatabase } from './filling.ts';

/**
 * `npm run fill -- --chats 100000 [--contacts 50000] [--db …]`: so many chats more, for measuring, and a CRM of so many
 * contacts. Nothing in them is of anybody.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { db: { type: 'string' }, chats: { type: 'string' }, contacts: { type: 'string' } },
});
const config = loadConfig();
const url = values.db ?? config.DATABASE_URL;
if (!url) requireSettings(config, ['DATABASE_URL']);
const chats = Number(values.chats ?? positionals[0]);
if (!Number.isInteger(chats) || chats < 1 || chats > 10_000_000)
  throw new ConfigError(
    'How many chats? npm run fill -- --chats 100000 [--db postgres://user:password@host:port/name]',
  );
const contacts = values.contacts === undefined ? undefined : Number(values.contacts);
if (contacts !== undefined && !(Number.isInteger(contacts) && contacts > 0 && contacts <= chats))
  throw new ConfigError('How many contacts? At most as many as chats.');
const keyring = config.SECRET_KEYS === '' ? null : createKeyring(config.SECRET_KEYS);
const client = new pg.Client({ connectionString: url });
await client.connect();
try {
  const since = performance.now();
  const { longest } = await fillDatabase(client, chats, {
    contacts,
    sealToken: (facebookId) => keyring?.seal(`token of ${facebookId}`, tokenPlace(facebookId)) ?? 'none',
    tell: (step) => console.log(`${((performance.now() - since) / 1000).toFixed(1)} s · ${step}`),
  });
  console.log(`${chats} chats are there. The one with the most messages is number ${longest}.`);
} finally {
  await client.end();
}
