import { hashPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import type { z } from 'zod';
import { DEMO_EMPLOYEES } from '#db/demo/company.ts';
import { audit } from '#db/people/audit.ts';
import { endDemo } from '#db/demo/accounts.ts';
import { hasAdmin, standingOf } from '#db/people/colleagues.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { pageNames } from '#db/people/read-pages.ts';
import type { Logger } from '#platform/log.ts';
import { reachOf } from '../access/roles.ts';
import { email, password } from '../people/schema.ts';

export interface Accounts {
  /** Whether the demo's people may be there. */
  demo: boolean;
  /** Of the owner; empty: nobody is added. */
  email: string;
  password: string;
}

/**
 * Who can log in as the API starts: the demo's people end where there is no demo, and the owner's log-in is made,
 * whoever else is there. Throws when what is given is no e-mail address or too weak a password. A database that is away
 * is waited for.
 */
export async function settleAccounts(pool: Pool, accounts: Accounts, log: Logger): Promise<void> {
  const owner = ownerOf(accounts);
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (!accounts.demo && (await endDemo(pool)) > 0) log.warn('the people of the demo cannot log in any more');
      if (owner) await addOwner(pool, owner, log);
      if (!(await hasAdmin(pool))) log.warn('nobody can log in as an admin: set ADMIN_EMAIL and ADMIN_PASSWORD');
      return;
    } catch (error) {
      if (error instanceof BadAccount) throw error;
      if (attempt === 0) log.warn({ error }, 'the database is away; the accounts have to wait');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

class BadAccount extends Error {
  override name = 'BadAccount';
}

type Owner = Pick<Accounts, 'email' | 'password'>;

function ownerOf({ email: address, password: word }: Accounts): Owner | null {
  if (address === '' || word === '') return null;
  const owner = { email: parse('ADMIN_EMAIL', email, address), password: word };
  if (DEMO_EMPLOYEES.some((one) => one.email === owner.email))
    throw new BadAccount('ADMIN_EMAIL: belongs to the demo, whose people cannot log in here');
  return owner;
}

/**
 * Added if nobody has that address. Who is there already stays as they are: their password is theirs, and so is their
 * end.
 */
async function addOwner(pool: Pool, owner: Owner, log: Logger): Promise<void> {
  const there = await standingOf(pool, owner.email);
  if (there?.active === false)
    return log.warn('the employee with ADMIN_EMAIL was deactivated and stays so; name another one, or ask an admin');
  if (there && reachOf(there.roles, 'arrange') !== 'all')
    return log.warn('the employee with ADMIN_EMAIL is no admin and stays so; name another one, or ask an admin');
  if (there) return log.info('the admin with ADMIN_EMAIL is there; ADMIN_PASSWORD changes nothing');
  const word = parse('ADMIN_PASSWORD', password, owner.password);
  const { isGuessable } = await import('../access/guessable.ts');
  if (isGuessable(word, [owner.email, ...(await pageNames(pool))]))
    throw new BadAccount('ADMIN_PASSWORD: is among the first that are guessed; take a few words of your own');
  const passwordHash = await hashPassword(word);
  const added = await insertEmployee(pool, {
    email: owner.email,
    passwordHash,
    name: owner.email,
    roles: ['admin', 'operator'],
    pageIds: [],
  });
  if (!added) return;
  await audit(pool, { kind: 'employee_added', detail: { employee: added.id, roles: added.roles, by: 'ADMIN_EMAIL' } });
  log.info('the admin with ADMIN_EMAIL was added');
}

function parse(name: string, schema: z.ZodType<string>, value: string): string {
  const result = schema.safeParse(value);
  if (!result.success) throw new BadAccount(`${name}: ${result.error.issues[0]?.message ?? 'is not good'}`);
  return result.data;
}
