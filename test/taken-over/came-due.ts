import { Desk, until } from './desk.ts';
import { type ChatBody, type Entry, type MessageBody, walk } from './scene.ts';

type Seen = { chat: ChatBody; messages: MessageBody[]; timeline: Entry[] };
type Count = [what: string, count: (seen: Seen) => number, wanted: number];

/** The file that goes before the text is no second one. */
const said = (kind: string) => (seen: Seen) =>
  seen.messages.filter((message) => message.kind === kind && message.text !== '').length;
/** Said, or left out as Meta's window had closed by then: what was left behind may be taken up days later. */
const handled = (kind: string) => (seen: Seen) => said(kind)(seen) + leftOut(kind, seen);
const leftOut = (kind: string, { timeline }: Seen) =>
  timeline.filter(
    (entry) => entry.kind === 'not_said' && entry.reason?.template === kind && entry.reason.code === 'window_closed',
  ).length;
const noted = (kind: string) => (seen: Seen) => seen.timeline.filter((entry) => entry.kind === kind).length;
const inbound = ({ messages }: Seen) => messages.filter(({ direction }) => direction === 'in').length;
const sent = ({ messages }: Seen) =>
  messages.filter(({ direction, state }) => direction === 'out' && ['sent', 'delivered', 'read'].includes(state))
    .length;

/** What has to have happened once in the chats that `last-words.ts` left behind, whoever did it. */
const WANTED: Record<string, Count[]> = {
  due: [['the waiting message', handled('waiting'), 1]],
  rung: [['a step of the escalation', noted('escalated'), 1]],
  silent: [
    ['the end by silence', noted('finished'), 1],
    ['the last message', handled('finished'), 1],
  ],
  closing: [['the end of the window', noted('window_closed'), 1]],
  talk: [
    ['what the client said', inbound, 7],
    ['what was answered', sent, 6],
  ],
  late: [['what the client said', inbound, 1]],
};

export async function checkCameDue(url: string): Promise<{ checked: number; faults: string[] }> {
  const admin = await Desk.logIn(url, 'admin@demo.example');
  const faults: string[] = [];
  let checked = 0;
  for (const chat of await walk<ChatBody>(admin, '/api/chats')) {
    const [, kind = ''] = /^([a-z]+)\d?-[a-z]$/.exec(chat.client.lastName) ?? [];
    for (const [what, count, wanted] of WANTED[kind] ?? []) {
      checked += 1;
      let found = 0;
      const isThere = async () => (found = count(await see(admin, chat.number))) >= wanted;
      await until(what, isThere).catch(() => undefined);
      if (found !== wanted) faults.push(`${chat.client.lastName}: ${what}: ${found} times, not ${wanted}`);
    }
  }
  return { checked, faults };
}

async function see(admin: Desk, number: number): Promise<Seen> {
  const path = `/api/chats/${number}`;
  const chat = await admin.get<ChatBody>(path);
  return { chat, messages: await walk(admin, `${path}/messages`), timeline: await walk(admin, `${path}/timeline`) };
}

/** A deadline of before, moved to a moment ago under this build, comes due once. */
export async function bringForward(url: string, name: string): Promise<string[]> {
  const admin = await Desk.logIn(url, 'admin@demo.example');
  const chat = (await walk<ChatBody>(admin, '/api/chats')).find(({ client }) => client.lastName === name);
  if (!chat) return [`${name}: is not there`];
  const before = said('waiting')(await see(admin, chat.number));
  const at = new Date(Date.now() - 1_000).toISOString();
  await admin.do('PUT', `/api/chats/${chat.number}/deadlines/waiting`, { at });
  await until(`${name}: the waiting message`, async () => said('waiting')(await see(admin, chat.number)) > before);
  const after = said('waiting')(await see(admin, chat.number));
  return after === before + 1 ? [] : [`${name}: the waiting message came ${after - before} times`];
}
