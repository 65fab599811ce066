import { hashPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import type { Role } from '#db/entities/employee.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { insertPage } from '#db/people/add-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { Keyring } from '#platform/keyring.ts';

export const PASSWORD = 'a long enough word';

export interface TestPage {
  id: string;
  facebookId: string;
  name: string;
  accessToken: string;
}

export interface TestEmployee {
  id: string;
  name: string;
  email: string;
}

const PAGES = {
  dim: { facebookId: '102030405060701', name: 'Дім і Світло', accessToken: 'EAAB-canary-token-of-dim' },
  outlet: { facebookId: '102030405060702', name: 'Світло Outlet', accessToken: 'EAAB-canary-token-of-outlet' },
};
export type PageName = keyof typeof PAGES;

const PEOPLE = {
  iryna: { name: 'Ірина Лисенко', roles: ['admin', 'operator'], pages: [] },
  olena: { name: 'Олена Коваль', roles: ['operator'], pages: ['dim'] },
  taras: { name: 'Тарас Бойко', roles: ['operator'], pages: ['outlet'] },
  dmytro: { name: 'Дмитро Савчук', roles: ['auditor'], pages: [] },
} as const satisfies Record<string, { name: string; roles: Role[]; pages: PageName[] }>;
export type PersonName = keyof typeof PEOPLE;

export interface Company {
  pages: Record<PageName, TestPage>;
  people: Record<PersonName, TestEmployee>;
}

// One word for all, hashed once: hashing is slow on purpose.
const hashed = hashPassword(PASSWORD);

/** Two pages; an admin, an auditor, and an operator of each page who has no access to the other. */
export async function addCompany(pool: Pool, keyring: Keyring): Promise<Company> {
  const pages = {} as Company['pages'];
  for (const [key, page] of Object.entries(PAGES)) {
    const row = await insertPage(pool, {
      ...page,
      sealedToken: keyring.seal(page.accessToken, tokenPlace(page.facebookId)),
      employeeIds: [],
    });
    pages[key as PageName] = { ...page, id: row?.id ?? '' };
  }
  const people = {} as Company['people'];
  for (const [key, { name, roles, pages: names }] of Object.entries(PEOPLE)) {
    const pageIds = names.map((page) => pages[page].id);
    people[key as PersonName] = await addEmployee(pool, {
      name,
      email: `${key}@demo.example`,
      roles: [...roles],
      pageIds,
    });
  }
  return { pages, people };
}

/** An employee whose password is `PASSWORD`; for tests that need one of their own. */
export async function addEmployee(
  pool: Pool,
  employee: { name: string; email: string; roles: Role[]; pageIds: string[] },
): Promise<TestEmployee> {
  const row = await insertEmployee(pool, { ...employee, language: 'uk', passwordHash: await hashed });
  return { id: row?.id ?? '', name: employee.name, email: employee.email };
}
