import { setTimeout as delay } from 'node:timers/promises';
import { Desk, until } from './desk.ts';
import type { Meta, Thread } from './meta.ts';
import { type ChatBody, type MessageBody, walk } from './scene.ts';

type Lived = { said: number; shown: number; answered: number; faults: string[] };

/** Every client writes once more and is answered: what is said is shown, decided, and goes out once. */
export async function liveOn(url: string, meta: Meta): Promise<Lived> {
  const admin = await Desk.logIn(url, 'admin@demo.example');
  const chats = newest(await walk<ChatBody>(admin, '/api/chats'));
  const lived: Lived = { said: 0, shown: 0, answered: 0, faults: [] };
  const queue = [...chats.values()];
  const one = async () => {
    for (let chat = queue.pop(); chat; chat = queue.pop())
      await talk(admin, meta, chat, lived).catch((error: unknown) => lived.faults.push(String(error)));
  };
  await Promise.all([one(), one(), one(), one()]);
  return lived;
}

/** One chat for each client. */
function newest(chats: ChatBody[]): Map<string, ChatBody> {
  return new Map(chats.toSorted((a, b) => a.number - b.number).map((chat) => [chat.client.id, chat]));
}

type Items = { items: { id: string; facebookId: string; health: string }[] };

async function talk(admin: Desk, meta: Meta, before: ChatBody, lived: Lived): Promise<void> {
  const page = (await admin.get<Items>('/api/pages')).items.find(({ id }) => id === before.page.id);
  const name = nameOf(before);
  const word = `нове слово ${name}`;
  await meta.wrote(page?.facebookId ?? '', name, word);
  lived.said += 1;
  const { chat, shown } = await until(`${name}: the word is shown and decided`, () => hear(admin, before, word));
  if (shown !== 1) lived.faults.push(`${name}: the word is shown ${shown} times`);
  const isAnew = chat.number !== before.number;
  if (isAnew !== (before.status === 'finished'))
    lived.faults.push(`${name}: chat ${before.number}, now ${chat.number}`);
  lived.shown += 1;
  const usual = name === 'failed' ? ['failed'] : ['sent', 'delivered', 'read'];
  await answer(admin, chat.number, `нова відповідь ${name}`, page?.health === 'ok' ? usual : ['held']);
  lived.answered += 1;
}

/** The client's newest chat, once it waits because of this word. */
async function hear(
  admin: Desk,
  { client }: ChatBody,
  word: string,
): Promise<{ chat: ChatBody; shown: number } | null> {
  const own = (await walk<ChatBody>(admin, '/api/chats')).filter((chat) => chat.client.id === client.id);
  const chat = own.toSorted((a, b) => b.number - a.number)[0];
  if (!chat || chat.waiting?.reason === 'not_decided' || chat.waitingSince === null) return null;
  const messages = await walk<MessageBody>(admin, `/api/chats/${chat.number}/messages`);
  const shown = messages.filter(({ text, direction }) => direction === 'in' && text === word).length;
  return shown > 0 ? { chat, shown } : null;
}

async function answer(admin: Desk, number: number, text: string, good: string[]): Promise<void> {
  const path = `/api/chats/${number}/messages`;
  const { id } = await admin.do<MessageBody>('POST', path, { text });
  await until(`${text} is ${good.join(' or ')}`, async () => {
    const now = (await walk<MessageBody>(admin, path)).find((message) => message.id === id);
    return now && good.includes(now.state);
  });
}

/** Of the page without a token nobody's name is known; one client writes there. */
const nameOf = ({ client }: ChatBody): string => client.lastName || 'held';

/** What went to clients stands in their threads as often as it is shown as sent, once all have arrived. */
export async function compareThreads(url: string, meta: Meta): Promise<{ sent: number; faults: string[] }> {
  let found = await lookAtThreads(url, meta);
  for (const end = Date.now() + PATIENCE_MS; found.faults.length > 0 && Date.now() < end;) {
    await delay(500);
    found = await lookAtThreads(url, meta);
  }
  return found;
}

const PATIENCE_MS = 60_000;

async function lookAtThreads(url: string, meta: Meta): Promise<{ sent: number; faults: string[] }> {
  const admin = await Desk.logIn(url, 'admin@demo.example');
  const threads = (await meta.threads()).filter(({ messages }) => messages.length > 0);
  const chats = await walk<ChatBody>(admin, '/api/chats');
  const faults: string[] = [];
  let sent = 0;
  const pages = await admin.get<Items>('/api/pages');
  for (const thread of threads) {
    const pageId = pages.items.find(({ facebookId }) => facebookId === thread.page)?.id;
    const own = chats.filter((chat) => chat.page.id === pageId && nameOf(chat) === thread.client);
    const shown: MessageBody[] = [];
    for (const { number } of own) shown.push(...(await walk<MessageBody>(admin, `/api/chats/${number}/messages`)));
    const [there, here] = [textsOf(thread), shown.filter(isSent).map(({ text }) => text)];
    sent += here.length;
    const [a, b] = [there.toSorted(), here.toSorted()];
    if (JSON.stringify(a) !== JSON.stringify(b))
      faults.push(
        `${thread.client}: with the client ${a.length}, shown ${b.length}: ${onlyIn(a, b)} | ${onlyIn(b, a)}`,
      );
  }
  return { sent, faults };
}

const isSent = ({ direction, state }: MessageBody) =>
  direction === 'out' && ['sent', 'delivered', 'read'].includes(state);
const textsOf = ({ messages }: Thread) => messages.filter(({ from }) => from === 'page').map(({ text }) => text ?? '');

function onlyIn(a: string[], b: string[]): string {
  const rest = [...b];
  return JSON.stringify(a.filter((text) => (rest.includes(text) ? rest.splice(rest.indexOf(text), 1) && false : true)));
}
