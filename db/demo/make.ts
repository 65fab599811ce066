import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import { insertContact } from '#db/contacts/write.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { insertPage } from '#db/people/add-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { insertTeam } from '#db/people/teams.ts';
import { publishVersion } from '#db/settings/publish.ts';
import {
  DEMO_CONTACT,
  DEMO_EMPLOYEES,
  DEMO_OUTLET,
  DEMO_PAGES,
  DEMO_SHOP,
  DEMO_TEAM,
  demoSettings,
  outletSettings,
  shopSettings,
} from './company.ts';
import { addPast } from './past.ts';
import { addReadyReplies } from './ready-replies.ts';
import { findDemo, saveDemo } from './standing.ts';

interface Keys {
  seal(token: string, place: string): string;
}

/** The demo company with its past. One that was cut off in the making is made anew: nobody has worked with it yet. */
export async function makeDemo(pool: Pool, keys: Keys, passwordHash: string): Promise<void> {
  if ((await findDemo(pool)) === 'begun') await clear(pool);
  await saveDemo(pool, 'begun');
  const pages = await addPages(pool, keys);
  const people = await addPeople(pool, pages, passwordHash);
  const idOf = (email: string): string => people.get(email) ?? '';
  const team = await insertTeam(pool, { name: DEMO_TEAM.name, employeeIds: DEMO_TEAM.members.map(idOf) });
  const { manager, ...contact } = DEMO_CONTACT;
  const { id: contactId } = await insertContact(pool, { ...contact, managerId: idOf(manager) });
  const publication = { authorId: idOf('admin@demo.example'), restores: null };
  const company = demoSettings({ teamId: team?.id ?? '', returnsId: idOf('olena@demo.example') });
  await publishVersion(
    pool,
    { ...publication, pageId: null, comment: 'Доставка — складу, повернення — Олені' },
    () => company,
  );
  const outlet = pages.find(({ facebookId }) => facebookId === DEMO_OUTLET)?.id ?? null;
  await publishVersion(
    pool,
    { ...publication, pageId: outlet, comment: 'В Outlet спершу просимо телефон' },
    () => outletSettings,
  );
  const shop = pages.find(({ facebookId }) => facebookId === DEMO_SHOP)?.id ?? null;
  await publishVersion(pool, { ...publication, pageId: shop, comment: 'Консультант на сайті' }, () => shopSettings);
  const repliesOf = { adminId: publication.authorId, operatorId: idOf('olena@demo.example'), outletId: outlet ?? '' };
  await addReadyReplies(pool, repliesOf);
  await inTransaction(pool, async (tx) => {
    const operators = ['olena@demo.example', 'taras@demo.example'].map(idOf);
    await addPast(tx, { pages: pages.slice(0, 2), operators, contactId });
    await saveDemo(tx, 'company');
  });
}

async function clear(pool: Pool): Promise<void> {
  await pool.query('truncate page, employee, team, contact, settings_version cascade');
}

type DemoPage = { id: string; facebookId: string };

async function addPages(pool: Pool, keys: Keys): Promise<DemoPage[]> {
  const pages: DemoPage[] = [];
  for (const { facebookId, name, accessToken } of DEMO_PAGES) {
    const sealedToken = keys.seal(accessToken, tokenPlace(facebookId));
    const added = await insertPage(pool, { facebookId, name, sealedToken, employeeIds: [] });
    pages.push({ id: added?.id ?? '', facebookId });
  }
  return pages;
}

async function addPeople(pool: Pool, pages: DemoPage[], passwordHash: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const employee of DEMO_EMPLOYEES) {
    const pageIds = DEMO_PAGES.flatMap(({ withoutEmail }, n) =>
      withoutEmail === employee.email ? [] : (pages[n]?.id ?? []),
    );
    const added = await insertEmployee(pool, { ...employee, passwordHash, pageIds });
    ids.set(employee.email, added?.id ?? '');
  }
  return ids;
}
