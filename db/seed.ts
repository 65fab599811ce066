import { hashPassword } from 'better-auth/crypto';
import { loadConfig, requireSettings } from '#config';
import { openDatabase } from '#db/orm.ts';
import { insertEmployee } from '#db/people/employees.ts';
import { insertPage } from '#db/people/pages.ts';
import { createKeyring } from '#platform/keyring.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { DEMO_EMPLOYEES, DEMO_OUTLET, DEMO_PAGES, DEMO_PASSWORD, DEMO_SETTINGS } from './demo.ts';

/** The demo company; what is there already stays as it is. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL', 'SECRET_KEYS']);
const database = await openDatabase(config.DATABASE_URL, 2);
try {
  const keyring = createKeyring(config.SECRET_KEYS);
  const { rowCount } = await database.pool.query('select 1 from employee limit 1');
  if (!rowCount) {
    for (const page of DEMO_PAGES)
      await insertPage(database.pool, { ...page, sealedToken: keyring.seal(page.accessToken), employeeIds: [] });
    const { rows } = await database.pool.query<{ id: string; facebook_id: string }>('select id, facebook_id from page');
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    for (const employee of DEMO_EMPLOYEES)
      await insertEmployee(database.pool, { ...employee, passwordHash, pageIds: rows.map(({ id }) => id) });
    const { rows: admins } = await database.pool.query<{ id: string }>(
      `select id from employee where 'admin' = any(roles) limit 1`,
    );
    const outlet = rows.find(({ facebook_id }) => facebook_id === DEMO_OUTLET)?.id ?? null;
    const publication = { pageId: outlet, authorId: admins[0]?.id ?? null, comment: 'Demo', restores: null };
    await publishVersion(database.pool, publication, () => DEMO_SETTINGS);
    console.log('The demo company is there.');
  }
} finally {
  await database.close();
}
