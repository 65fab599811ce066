import { hashPassword } from 'better-auth/crypto';
import { ConfigError, loadConfig, requireSettings } from '#config';
import { openDatabase } from '#db/connection/database.ts';
import { insertContact } from '#db/contacts/write.ts';
import { reviveDemo } from '#db/demo/accounts.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { insertPage } from '#db/people/add-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { insertTeam } from '#db/people/teams.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { createKeyring } from '#platform/keyring.ts';
import {
  DEMO_CONTACT,
  DEMO_EMPLOYEES,
  DEMO_OUTLET,
  DEMO_PAGES,
  DEMO_PASSWORD,
  DEMO_TEAM,
  demoSettings,
} from './company.ts';

/** The demo company; what is there already stays as it is, but that a demo which had ended goes on. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL', 'SECRET_KEYS']);
if (!config.DEMO) throw new ConfigError('There is no demo: DEMO is false, or others reach this machine.');
const database = await openDatabase(config.DATABASE_URL, 2);
try {
  const keyring = createKeyring(config.SECRET_KEYS);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const { rowCount } = await database.pool.query('select 1 from employee limit 1');
  if (rowCount) await reviveDemo(database.pool, passwordHash);
  else {
    for (const page of DEMO_PAGES)
      await insertPage(database.pool, {
        ...page,
        sealedToken: keyring.seal(page.accessToken, tokenPlace(page.facebookId)),
        employeeIds: [],
      });
    const { rows } = await database.pool.query<{ id: string; facebook_id: string }>('select id, facebook_id from page');
    const ids = new Map<string, string>();
    for (const employee of DEMO_EMPLOYEES) {
      const pageIds = rows.map(({ id }) => id);
      const added = await insertEmployee(database.pool, { ...employee, passwordHash, pageIds });
      ids.set(employee.email, added?.id ?? '');
    }
    const idOf = (email: string): string => ids.get(email) ?? '';
    const team = await insertTeam(database.pool, { name: DEMO_TEAM.name, employeeIds: DEMO_TEAM.members.map(idOf) });
    const { manager, ...contact } = DEMO_CONTACT;
    await insertContact(database.pool, { ...contact, managerId: idOf(manager) });
    const outlet = rows.find(({ facebook_id }) => facebook_id === DEMO_OUTLET)?.id ?? null;
    const publication = { pageId: outlet, authorId: idOf('admin@demo.example'), comment: 'Demo', restores: null };
    await publishVersion(database.pool, publication, () => demoSettings(team?.id ?? ''));
    console.log('The demo company is there.');
  }
} finally {
  await database.close();
}
