import { hashPassword } from 'better-auth/crypto';
import { ConfigError, loadConfig, requireSettings } from '#config';
import { openDatabase } from '#db/connection/database.ts';
import { reviveDemo } from '#db/demo/accounts.ts';
import { createKeyring } from '#platform/keyring.ts';
import { DEMO_PASSWORD } from './company.ts';
import { makeDemo } from './make.ts';
import { findDemo } from './standing.ts';

/** The demo company; what is there already stays as it is, but that a demo which had ended goes on. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL', 'SECRET_KEYS']);
if (!config.DEMO) throw new ConfigError('There is no demo: DEMO is false, or others reach this machine.');
const database = await openDatabase(config.DATABASE_URL, 2);
try {
  const keyring = createKeyring(config.SECRET_KEYS);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const { rowCount } = await database.pool.query('select 1 from employee limit 1');
  if (rowCount && (await findDemo(database.pool)) !== 'begun') await reviveDemo(database.pool, passwordHash);
  else {
    await makeDemo(database.pool, keyring, passwordHash);
    console.log('The demo company is there.');
  }
} finally {
  await database.close();
}
