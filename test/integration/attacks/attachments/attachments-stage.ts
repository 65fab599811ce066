import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import sharp from 'sharp';
import type { MessageBody } from '#api/messages/schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, fromClient, newMid, newPsid } from '../../support/webhook.ts';
import { createWorker, type TestWorker } from '../../support/worker.ts';
import { type Cdn, openHost } from './cdn.ts';

export let api: TestApi;
export let worker: TestWorker;
export let iryna: Visitor;
export let olena: Visitor;
/** Allowed. */
export let cdn: Cdn;
/** Whatever is asked of it is a breach. */
export let inside: Cdn;
/** What the host of files answers at a path. */
export const paths = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();

export type Received = MessageBody['attachments'][number];

export function setUpAttachments(): void {
  beforeAll(async () => {
    api = await createApi();
    inside = await openHost((_, response) => response.end('secret'));
    cdn = await openHost((request, response) => {
      const answer = paths.get((request.url ?? '').split('?')[0] ?? '');
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
    worker = await createWorker(api, cdn.origin);
    [iryna, olena] = await Promise.all([logIn(api, 'iryna'), logIn(api, 'olena')]);
  });
  afterAll(async () => {
    await worker.stop();
    await api.stop();
    await Promise.all([cdn.close(), inside.close()]);
  });
}

/** Serves these bytes, whatever is said of their type. */
export function put(path: string, body: Buffer, type = 'application/octet-stream'): string {
  paths.set(path, (_, response) => response.writeHead(200, { 'content-type': type }).end(body));
  return `${cdn.origin}${path}`;
}

export const attachment = (url: string, type = 'image') => ({ type, payload: { url } });

/** Somebody writes a message with attachments to the page of this name; which chat and message it is. */
export async function receive(attachments: unknown[], text = 'ось', page: 'dim' | 'outlet' = 'dim') {
  const psid = newPsid();
  const mid = newMid();
  const item = fromClient(api.pages[page], psid, { message: { mid, text, attachments } });
  await deliver(api, api.pages[page], [item]);
  const { rows } = await api.database.pool.query<{ id: string; number: number }>(
    'select m.id, c.number from message m join chat c on c.id = m.chat_id where m.mid = $1',
    [mid],
  );
  const [found] = rows;
  if (!found) throw new Error('the message is not here');
  return found;
}

export async function messageOf({ id, number }: { id: string; number: number }): Promise<MessageBody> {
  const { items } = (await iryna.get(`/api/chats/${number}/messages`)).json<{ items: MessageBody[] }>();
  const message = items.find((one) => one.id === id);
  if (!message) throw new Error('the message is not told');
  return message;
}

/** The attachments, once none of them is on its way any more. */
export function settled(place: { id: string; number: number }): Promise<Received[]> {
  return until('the attachments are settled', async () => {
    const { attachments } = await messageOf(place);
    return attachments.every(({ state }) => ['ready', 'failed', 'refused'].includes(state ?? '')) && attachments;
  }) as Promise<Received[]>;
}

export const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#3a6' } })
    .jpeg()
    .toBuffer();
