import { setInterval } from 'node:timers';
import { randomUUID } from 'node:crypto';
import { Desk } from './desk.ts';
import type { Meta } from './meta.ts';

export type Page = { id: string; facebookId: string };
export type PageName = keyof typeof PAGES;
export type Company = {
  meta: Meta;
  admin: Desk;
  olena: Desk;
  taras: Desk;
  ids: Record<string, string>;
  pages: Record<PageName, Page>;
  team: string;
  /** Nobody is at their desk any more. */
  leave(): void;
};

/** A page for each thing that its settings make of a chat; the first two are the demo's. */
const PAGES = {
  plain: ['102030405060701', 'Дім і Світло'],
  ruled: ['102030405060702', 'Світло Outlet'],
  asking: ['102030405060703', 'Питаємо телефон'],
  pressing: ['102030405060704', 'Не чекаємо'],
  night: ['102030405060705', 'Уночі'],
  dead: ['102030405060706', 'Токен мертвий'],
  empty: ['102030405060707', 'Нікого немає'],
} as const;

type Item = { id: string; facebookId: string; email: string };
type Items = { items: Item[] };

/** The demo company with more pages, their settings, and two people who stay at their desks. */
export async function openCompany(url: string, meta: Meta): Promise<Company> {
  const [admin, olena, taras] = await Promise.all(
    ['admin', 'olena', 'taras'].map((name) => Desk.logIn(url, `${name}@demo.example`)),
  );
  if (!admin || !olena || !taras) throw new Error('the demo company is not there');
  const people = await admin.get<Items>('/api/employees');
  const ids = Object.fromEntries(people.items.map(({ id, email }) => [email.split('@')[0] ?? '', id]));
  const pages = await connectPages(admin, meta, ids);
  const teams = await admin.get<Items>('/api/teams');
  const team = teams.items[0]?.id ?? '';
  return { meta, admin, olena, taras, ids, pages, team, leave: stay([olena, taras]) };
}

async function connectPages(admin: Desk, meta: Meta, ids: Record<string, string>): Promise<Company['pages']> {
  const there = new Map((await admin.get<Items>('/api/pages')).items.map(({ id, facebookId }) => [facebookId, id]));
  const pages: Partial<Company['pages']> = {};
  for (const [name, [facebookId, title]] of Object.entries(PAGES)) {
    let id = there.get(facebookId);
    if (id === undefined) {
      const accessToken = `EAAB-${name}`;
      await meta.control('POST', 'pages', { id: facebookId, name: title, accessToken });
      const employeeIds = name === 'empty' ? [] : [ids['olena'], ids['taras']];
      id = (await admin.do<Item>('POST', '/api/pages', { facebookId, name: title, accessToken, employeeIds })).id;
    }
    pages[name as PageName] = { id, facebookId };
  }
  return pages as Company['pages'];
}

/** Tabs of these people are open and touched, until the answer is called. */
function stay(desks: Desk[]): () => void {
  const tabs = desks.map((desk) => ({ desk, tab: randomUUID() }));
  const beat = () => {
    for (const { desk, tab } of tabs)
      void desk.ask('PUT', '/api/me/presence', { tab, active: true }).catch(() => undefined);
  };
  beat();
  const timer = setInterval(beat, 10_000);
  return () => clearInterval(timer);
}
