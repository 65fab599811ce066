import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '#start/processes/guarded.ts';
import { seeded } from '#test/messenger/switches.ts';
import type { Fault } from '../judge/verdict.ts';
import { Browser, type Seen } from './browser.ts';
import { Desk } from './desk.ts';
import { Direct, META_WAITS_MS, type Post } from './direct.ts';
import { Ledger } from './ledger.ts';
import type { Written } from './meta.ts';
import { type Ask, Operator, type Reply } from './operator.ts';
import type { Scale } from './scale.ts';
import { untilSettled } from './wait.ts';
import { admin, type Stack } from './stack.ts';

export type Client = { id: string; psid: string; page: Page };
export type Page = { id: string; facebookId: string };
export type Said = {
  at: number;
  mid: string;
  psid: string;
  page: string;
  timestamp: number;
  text: string;
  by: 'meta' | 'direct';
};

/** All that one run of one fault has for itself: pages, clients, colleagues, a window and ledgers of its own. */
export type Rig = {
  stack: Stack;
  seed: number;
  scale: Scale;
  random: () => number;
  /** Starts every name and text of this run. */
  mark: string;
  pages: Page[];
  clients: Client[];
  /** They wrote almost a day ago, once. */
  elders: Client[];
  operators: Operator[];
  desk: Desk;
  browser: Browser;
  direct: Direct;
  ledgers: { said: Ledger<Said>; posts: Ledger<Post>; replies: Ledger<Reply>; asks: Ledger<Ask>; screen: Ledger<Seen> };
  /** When the database was really away: a 200 in between would be a lie. */
  dishonest: { from: number; to: number }[];
  /** When the fault was over. */
  liftedAt: number;
  /** Names at Meta of what was accepted and is not in the copy of the database that was put back: it is gone. */
  lost: Set<string>;
  /** What did not hold while the fault lasted. */
  findings: Fault[];
  /** Processes of this run alone. */
  extra: Running[];
  close(): Promise<void>;
};

const password = 'colleague of the rig';

export async function openRig(stack: Stack, name: string, seed: number, scale: Scale, pageCount = 1): Promise<Rig> {
  const mark = `${name}-${seed}-${randomBytes(2).toString('hex')}`;
  const ledgers = openLedgers(join(stack.folder, 'ledgers', mark));
  const desk = await adminDesk(stack);
  const people = await Promise.all(['olena', 'taras'].map((who) => hire(desk, `${who}-${mark}`)));
  const ids = people.map(({ id }) => id);
  const pages = await connectPages(stack, desk, pageCount, ids);
  const everybody = await createClients(stack, mark, pages, scale.chats + 2);
  const operators = people.map((person) => new Operator(person, ledgers.replies, ledgers.asks));
  const [first] = people;
  if (!first) throw new Error('nobody works here');
  const browser = new Browser(first.desk, ledgers.screen);
  await browser.open();
  const extra: Running[] = [];
  const close = async () => {
    await Promise.all([browser.close(), ...extra.map((running) => running.stop())]);
  };
  return {
    stack,
    seed,
    scale,
    mark,
    pages,
    operators,
    desk,
    browser,
    ledgers,
    extra,
    close,
    random: seeded(seed),
    clients: everybody.slice(2),
    elders: everybody.slice(0, 2),
    direct: new Direct(stack.url, ledgers.posts, META_WAITS_MS * scale.slack),
    dishonest: [],
    liftedAt: 0,
    lost: new Set(),
    findings: [],
  };
}

function openLedgers(folder: string): Rig['ledgers'] {
  mkdirSync(folder, { recursive: true });
  return {
    said: new Ledger<Said>(folder, 'said'),
    posts: new Ledger<Post>(folder, 'posts'),
    replies: new Ledger<Reply>(folder, 'replies'),
    asks: new Ledger<Ask>(folder, 'asks'),
    screen: new Ledger<Seen>(folder, 'screen'),
  };
}

/** A client writes in Messenger, now or at a moment of the past. */
export async function write(
  { stack, ledgers }: Rig,
  client: Client,
  text: string,
  timestamp?: number,
): Promise<Written> {
  const page = client.page.facebookId;
  const written = await stack.meta.write({
    client: client.id,
    page,
    text,
    ...(timestamp === undefined ? {} : { timestamp }),
  });
  ledgers.said.add({
    at: Date.now(),
    mid: written.mid,
    psid: client.psid,
    page,
    timestamp: written.timestamp,
    text,
    by: 'meta',
  });
  return written;
}

/** The number of the client's chat, as the window shows it; undefined while it shows none. */
export function shownChat({ browser, mark }: Rig, client: Client): number | undefined {
  return [...browser.messages.values()].findLast(({ message }) => message.text.startsWith(`${mark} ${client.id} `))
    ?.chatNumber;
}

async function adminDesk(stack: Stack): Promise<Desk> {
  return Desk.logIn(stack.url, admin.email, admin.password);
}

async function hire(desk: Desk, name: string) {
  let email = '';
  // Rows that begin side by side stand in one line: passwords are hashed a few at a time. One whose answer did not come
  // may be there: each try is somebody else.
  const hired = await untilSettled(() => {
    email = `${name}-${randomBytes(2).toString('hex')}@rig.example`.toLowerCase();
    const person = { name, email, password, roles: ['operator'], pageIds: [] };
    return desk.ask<{ id: string }>('POST', '/api/employees', person);
  });
  if (hired.status !== 201) throw new Error(`nobody was hired: ${hired.status} ${JSON.stringify(hired.body)}`);
  return { id: hired.body.id, name, desk: await Desk.logIn(desk.url, email, password) };
}

async function connectPages(stack: Stack, desk: Desk, count: number, employeeIds: string[]): Promise<Page[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      let facebookId = '';
      // Each try is another page, too.
      const { status, body } = await untilSettled(async () => {
        facebookId = BigInt(`0x${randomBytes(6).toString('hex')}`).toString();
        const page = { name: `Page ${facebookId}`, accessToken: `token-${facebookId}` };
        await stack.meta.createPage({ id: facebookId, ...page });
        return desk.ask<{ id: string }>('POST', '/api/pages', { facebookId, ...page, employeeIds });
      });
      if (status !== 201) throw new Error(`no page was connected: ${status} ${JSON.stringify(body)}`);
      return { id: body.id, facebookId };
    }),
  );
}

async function createClients(stack: Stack, mark: string, pages: Page[], count: number): Promise<Client[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const page = pages[n % pages.length];
      if (!page) throw new Error('no page is connected');
      const { id, psids } = await stack.meta.createClient({
        id: `${mark}-${n}`,
        firstName: `Client ${n}`,
        lastName: mark,
      });
      return { id, psid: psids[page.facebookId] ?? '', page };
    }),
  );
}
