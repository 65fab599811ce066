import type { MessageBody } from '#api/messages/schema.ts';
import type { Operator, Reply } from './operator.ts';
import { type Client, type Page, type Rig, shownChat, write } from './rig.ts';
import { until } from './wait.ts';

export function pageOf(rig: Rig): Page {
  const [page] = rig.pages;
  if (!page) throw new Error('no page is connected');
  return page;
}

export function operatorOf(rig: Rig, n = 0): Operator {
  const operator = rig.operators[n];
  if (!operator) throw new Error('nobody works here');
  return operator;
}

/** The client's chat, once the window shows it. */
export async function chatNumberOf(rig: Rig, client: Client): Promise<number> {
  const number = await until(() => shownChat(rig, client));
  if (number === undefined) throw new Error(`the window never showed the chat of ${client.id}`);
  return number;
}

/** Each of the clients writes and gets an answer, side by side. */
export function writeAndAnswer(rig: Rig, clients: Client[], word = 'answer'): Promise<Reply[]> {
  return Promise.all(
    clients.map(async (client) => {
      await write(rig, client, `${rig.mark} ${client.id} writes before the ${word}`);
      return operatorOf(rig).reply(await chatNumberOf(rig, client), `${rig.mark} ${word} to ${client.id}`);
    }),
  );
}

/** The message as the window shows it now. */
export function onScreen(rig: Rig, { id }: Reply): MessageBody | undefined {
  return id === null ? undefined : rig.browser.messages.get(id)?.message;
}

/** Whether all of these answers came to be in one of the states, on the screen. */
export async function allBecome(rig: Rig, replies: Reply[], states: string[], limitMs?: number): Promise<boolean> {
  const reached = () => replies.every((reply) => states.includes(onScreen(rig, reply)?.state ?? ''));
  return (await until(() => reached() || undefined, limitMs)) ?? false;
}

/** How many of these answers are in which state on the screen. */
export function statesOf(rig: Rig, replies: Reply[]): string {
  const states = Map.groupBy(replies, (reply) => onScreen(rig, reply)?.state ?? 'not shown');
  return [...states].map(([state, group]) => `${group.length} ${state}`).join(', ');
}

export const ARRIVED = ['sent', 'delivered', 'read'];
