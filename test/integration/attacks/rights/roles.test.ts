import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '#api/access/rules.ts';
import { type Act, verdictOn } from '#api/access/roles.ts';
import { hashToken } from '#api/access/sign.ts';
import type { Role } from '#db/entities/employee.ts';
import { listColleagues } from '#db/people/colleagues.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { type Visitor, withToken } from '../../support/visitor.ts';
import { fill, type Route, routesOf } from '../routes.ts';

interface Somebody {
  id: string;
  roles: Role[];
  hasAccess: boolean;
  who: Visitor;
}

const ROLES: Role[] = ['operator', 'admin', 'auditor'];
const SETS = Array.from({ length: 7 }, (_, n) => ROLES.filter((_role, bit) => (n + 1) & (1 << bit)));
let api: TestApi;
let people: Somebody[];
/** A finished chat: who may ask hears so at once, and nothing is changed by asking. */
let number: number;

beforeAll(async () => {
  api = await createApi();
  ({ number } = await openChat(api, api.pages.dim));
  await api.database.pool.query(`update chat set status = 'finished', finished_at = now() where number = $1`, [number]);
  const kinds = SETS.flatMap((roles) => [true, false].map((hasAccess) => ({ roles, hasAccess })));
  people = await Promise.all(kinds.map((kind, n) => add(kind, n)));
});
afterAll(() => api.stop());

/** Everybody has the other page: access to some page is not access to this one. */
async function add({ roles, hasAccess }: Pick<Somebody, 'roles' | 'hasAccess'>, n: number): Promise<Somebody> {
  const { dim, outlet } = api.pages;
  const { id } = await addEmployee(api.database.pool, {
    name: `Людина ${n}`,
    email: `person${n}@demo.example`,
    roles,
    pageIds: hasAccess ? [dim.id, outlet.id] : [outlet.id],
  });
  const token = `rzm_${String(n).padStart(43, 'A')}`;
  await api.database.pool.query('insert into api_token (id, employee_id, name, hash) values ($1, $2, $3, $4)', [
    randomUUID(),
    id,
    'x',
    hashToken(token),
  ]);
  return { id, roles, hasAccess, who: withToken(api, token) };
}

const ACT_OF: Partial<Record<Rule, Act>> = {
  chat_reader: 'see',
  chat_writer: 'answer',
  chat_admin: 'arrange',
  writer: 'answer',
  crm_reader: 'see',
  crm_writer: 'answer',
  admin: 'arrange',
  auditor: 'see',
};

const ON_SOME: Rule[] = ['writer', 'crm_reader', 'crm_writer'];

/** What somebody is to hear of a route: nothing of rights, that there is no such chat, or that they may not. */
function dueTo({ roles, hasAccess }: Somebody, { rule = 'anyone', path }: Route): string {
  const act = ACT_OF[rule];
  if (!act) return 'through';
  // Outside a chat: acting on some page is enough to write, and to see clients; the rest is of every page.
  const onPage = path.includes(':number') ? hasAccess : ON_SOME.includes(rule);
  const verdict = verdictOn(roles, act, onPage);
  if (verdict.may) return 'through';
  return verdict.because === 'unseen' && path.includes(':number') ? 'CHAT_NOT_FOUND' : 'NOT_ALLOWED';
}

async function heard({ who }: Somebody, { method, path }: Route): Promise<string> {
  const answer = await who.ask(fill(path, { number }), { method, ...(method === 'GET' ? {} : { body: {} }) });
  const code = codeOf(answer);
  return code === 'NOT_ALLOWED' || code === 'CHAT_NOT_FOUND' ? code : 'through';
}

/** Of one's own account, or without a word about pages. */
const isOwn = ({ path }: Route) => /^\/api\/(me|session|sessions|tokens|changes|leaves|codec)\b/.test(path);

describe('Y19: every set of roles, with the page and without, is heard by every route as the one decision says', () => {
  test('also where one role opens what another one closes', async () => {
    const about = routesOf(api).filter((route) => ACT_OF[route.rule ?? 'anyone'] && !isOwn(route));
    expect(about.length).toBeGreaterThan(50);
    const asked = people.flatMap((one) => about.map((route) => ({ one, route })));
    const wrong: string[] = [];
    for (const { one, route } of asked) {
      const [due, came] = [dueTo(one, route), await heard(one, route)];
      if (due !== came)
        wrong.push(`${one.roles.join('+')} ${one.hasAccess} ${route.method} ${route.path}: ${came}, not ${due}`);
    }
    expect(wrong).toEqual([]);
  });

  test('and who may not, changes nothing by a request that is whole', async () => {
    const open = await openChat(api, api.pages.dim, 'відкритий');
    const refused = people.filter(({ roles, hasAccess }) => !verdictOn(roles, 'answer', hasAccess).may);
    expect(refused.map(({ roles }) => roles.join('+'))).toContain('operator+auditor');
    const at = `/api/chats/${open.number}`;
    for (const { who, roles, hasAccess } of refused) {
      const answers = [
        await who.post(`${at}/messages`, { text: 'чуже' }),
        await who.put(`${at}/status`, { status: 'finished' }),
        await who.put(`${at}/operators/me`, {}),
        await who.delete(`${at}/operators/${api.people.olena.id}`),
        await who.put(`${at}/contact`, { phone: '+380501112233' }),
        await who.put(`${at}/contact-link`, { contactId: null }),
        await who.put(`${at}/seen`),
      ];
      const status = verdictOn(roles, 'see', hasAccess).may ? 403 : 404;
      expect([roles, answers.map((answer) => answer.status)]).toEqual([roles, answers.map(() => status)]);
    }
    const { rows } = await api.database.pool.query(
      `select count(*)::int as inputs, (select count(*)::int from message where direction = 'out') as said
         from chat_input i
       join chat c on c.id = i.chat_id where c.number = $1`,
      [open.number],
    );
    expect(rows).toEqual([{ inputs: 1, said: 0 }]);
  });

  test('is told which pages they may answer on', async () => {
    for (const { who, roles, hasAccess } of people) {
      const { pages } = (await who.get('/api/session')).json<{ pages: { id: string; mayAnswer: boolean }[] }>();
      const dim = pages.find(({ id }) => id === api.pages.dim.id);
      expect([roles, hasAccess, dim?.mayAnswer ?? false]).toEqual([
        roles,
        hasAccess,
        verdictOn(roles, 'answer', hasAccess).may,
      ]);
    }
  });

  test('and may be added to a chat exactly where they may answer', async () => {
    const colleagues = new Set((await listColleagues(api.database.pool, api.pages.dim.id)).map(({ id }) => id));
    for (const { id, roles, hasAccess } of people)
      expect([roles, hasAccess, colleagues.has(id)]).toEqual([
        roles,
        hasAccess,
        verdictOn(roles, 'answer', hasAccess).may,
      ]);
  });
});

test('Y19: nothing in the door asks for a role but the one decision', () => {
  const folder = join(import.meta.dirname, '../../../../api');
  const asking = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('decide.ts'))
    .filter((name) => /roles(\?)?\.(includes|some|every|indexOf)/.test(readFileSync(join(folder, name), 'utf8')));
  expect(asking).toEqual([]);
});
