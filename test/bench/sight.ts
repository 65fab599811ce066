import { setTimeout as delay } from 'node:timers/promises';
import type { MessageBody } from '#api/messages/schema.ts';
import type { Desk, List } from '#test/faults/rig/desk.ts';
import { post } from './load.ts';
import type { Page, Stage } from './stage.ts';
import { quantile, type Row } from './table.ts';

const PAUSE_MS = 60;

/** How soon a client's word can be read by an operator, and how soon it reaches an open window by itself. */
export async function measureSight(stage: Stage, samples: number): Promise<Row[]> {
  const page = await stage.newPage();
  const [psid = ''] = await stage.newClients(page, 1);
  await post(stage.product, { page: page.facebookId, psid, text: 'перше' });
  await stage.drained();
  const [chat] = await stage.desk.chats(page.id);
  if (!chat) throw new Error('the first message made no chat');
  const read = await untilReadable(stage, page, psid, chat.number, samples);
  const live = await untilLive(stage, page, psid, samples);
  return [
    {
      name: 'readable in the API, p50',
      unit: 'ms',
      figure: quantile(read, 0.5),
      goal: { is: 'at most', must: 14, aim: 8 },
    },
    {
      name: 'readable in the API, p95',
      unit: 'ms',
      figure: quantile(read, 0.95),
      goal: { is: 'at most', must: 25, aim: 15 },
    },
    { name: 'live event, p50', unit: 'ms', figure: quantile(live, 0.5) },
    { name: 'live event, p95', unit: 'ms', figure: quantile(live, 0.95), goal: { is: 'at most', must: 200, aim: 100 } },
  ];
}

async function untilReadable(stage: Stage, page: Page, psid: string, chat: number, samples: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < samples; index += 1) {
    const text = `читання ${index}`;
    const since = performance.now();
    const posted = post(stage.product, { page: page.facebookId, psid, text });
    while (!(await stands(stage.desk, chat, text)));
    times.push(performance.now() - since);
    await posted;
    await delay(PAUSE_MS);
  }
  return times;
}

async function stands(desk: Desk, chat: number, text: string): Promise<boolean> {
  const { items } = await desk.get<List<MessageBody>>(`/api/chats/${chat}/messages?order=desc&pageSize=10`);
  return items.some((message) => message.text === text);
}

async function untilLive(stage: Stage, page: Page, psid: string, samples: number): Promise<number[]> {
  const times: number[] = [];
  const window = await openWindow(stage.desk);
  for (let index = 0; index < samples; index += 1) {
    const text = `вікно ${index} кінець`;
    const since = performance.now();
    const shown = window.shows(text);
    await post(stage.product, { page: page.facebookId, psid, text });
    times.push((await shown) - since);
    await delay(PAUSE_MS);
  }
  window.close();
  return times;
}

/** One reader of the stream of changes; `shows` resolves with the moment at which a text came. */
async function openWindow(desk: Desk) {
  const closing = new AbortController();
  const answer = await fetch(`${desk.url}/api/changes`, { headers: desk.credentials, signal: closing.signal });
  if (!answer.body) throw new Error('no stream of changes');
  const waiting = new Map<string, (at: number) => void>();
  const read = async (chunks: AsyncIterable<string>): Promise<void> => {
    for await (const chunk of chunks) {
      const at = performance.now();
      for (const [text, tell] of waiting) if (chunk.includes(text) && waiting.delete(text)) tell(at);
    }
  };
  void read(answer.body.pipeThrough(new TextDecoderStream())).catch(() => undefined);
  await delay(PAUSE_MS);
  return {
    shows: (text: string) => new Promise<number>((resolve) => waiting.set(text, resolve)),
    close: () => closing.abort(),
  };
}
