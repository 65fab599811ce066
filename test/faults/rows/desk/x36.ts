import type { ChatBody } from '#api/chats/schema.ts';
import { fault } from '../../judge/verdict.ts';
import { NO_ANSWER } from '../../rig/desk.ts';
import { chatNumberOf, operatorOf } from '../../rig/exchange.ts';
import type { Ask } from '../../rig/operator.ts';
import { type Client, type Rig, write } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x36: Row = {
  id: 'X36',
  title: 'two operators take, answer and finish at the same moment: one of them each time, and no answer is lost',
  traffic: 'alone',
  gentle: true,
  inject: async (rig) => {
    for (let round = 0; round < rig.scale.rounds; round += 1) {
      const client = rig.clients[round % rig.clients.length];
      if (client) await playRound(rig, client, round);
    }
  },
};

async function playRound(rig: Rig, client: Client, round: number): Promise<void> {
  const wrong = (what: string) => rig.findings.push(fault('row', 'wrong state', `round ${round}: ${what}`));
  const [olena, taras] = [operatorOf(rig, 0), operatorOf(rig, 1)];
  const before = new Set([...rig.browser.messages.values()].map(({ chatNumber }) => chatNumber));
  await write(rig, client, `${rig.mark} ${client.id} writes in round ${round}`);
  const number = await newChatOf(rig, client, before);
  const taken = await Promise.all([olena.take(number), taras.take(number)]);
  const isTaken = isOpen(taken)
    ? await settles(
        rig,
        number,
        ({ operators }) => operators.length === 1,
        () => olena.take(number),
      )
    : won(taken) === 1 && taken.some(({ code }) => code === 'ALREADY_TAKEN');
  if (!isTaken) wrong(`taking gave ${codes(taken)}`);
  const replies = await Promise.all(
    [olena, taras].map((who) => who.reply(number, `${rig.mark} round ${round} by ${who.name}`)),
  );
  if (replies.some(({ id }) => id === null))
    wrong(`answers were met with ${replies.map(({ status }) => status).join()}`);
  const finished = await Promise.all([olena.setStatus(number, 'finished'), taras.setStatus(number, 'finished')]);
  const isFinished = isOpen(finished)
    ? await settles(
        rig,
        number,
        ({ status }) => status === 'finished',
        () => olena.setStatus(number, 'finished'),
      )
    : won(finished) === 1 && finished.some(({ code }) => code === 'CHAT_FINISHED');
  if (!isFinished) wrong(`finishing gave ${codes(finished)}`);
}

async function newChatOf(rig: Rig, client: Client, before: Set<number>): Promise<number> {
  const number = await until(async () => {
    const shown = await chatNumberOf(rig, client);
    return before.has(shown) ? undefined : shown;
  });
  if (number === undefined) throw new Error(`${client.id} has no new chat`);
  return number;
}

/** Whether somebody was not told what became of it, or that it cannot be done now. */
const isOpen = (asks: Ask[]): boolean => asks.some(({ status }) => status === NO_ANSWER || status === 503);

const TRIES = 4;
const SHOWN_MS = 10_000;

/**
 * Somebody was told, as the truth is on a busy machine, that it may still happen, or nothing. It has happened, or they
 * ask again, as anybody would.
 */
async function settles(
  { desk }: Rig,
  number: number,
  holds: (chat: ChatBody) => boolean,
  ask: () => Promise<Ask>,
): Promise<boolean> {
  const shown = () => until(async () => holds(await desk.get<ChatBody>(`/api/chats/${number}`)) || undefined, SHOWN_MS);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await shown()) return true;
    await ask();
  }
  return (await shown()) ?? false;
}

const won = (asks: Ask[]): number => asks.filter(({ status }) => status === 200).length;
const codes = (asks: Ask[]): string => asks.map(({ status, code }) => `${status} ${code ?? ''}`).join(', ');
