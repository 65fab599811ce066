import type { Sql } from '#db/connection/transaction.ts';
import { ruleFor } from '#workflows/routing/match.ts';
import type { ChatFacts } from '#workflows/routing/vocabulary.ts';
import { readChatFacts } from './facts.ts';
import type { Round } from './round.ts';
import { noteFacts } from './waiting-notes.ts';
import { lockUnknown, type Waiting } from './waiting.ts';

/**
 * With what is known of each; by how urgent their rules make them, then by how long they wait. Who is in somebody's
 * hands is left out.
 */
export async function byUrgency(tx: Sql, { policy }: Round, waiting: Waiting[]): Promise<Known[]> {
  const unknown = waiting.filter(({ facts }) => facts === null).map(({ chatId }) => chatId);
  const found = await readChatFacts(tx, await lockUnknown(tx, unknown));
  const now = Date.now();
  const urgency = (facts: ChatFacts): number => ruleFor(facts, policy, now)?.priority ?? 0;
  await noteFacts(
    tx,
    [...found.values()].map((facts) => ({ facts, priority: urgency(facts) })),
  );
  return waiting
    .flatMap((chat) => {
      const facts = chat.facts ?? found.get(chat.chatId);
      return facts ? [{ chat: { ...chat, facts }, priority: urgency(facts) }] : [];
    })
    .toSorted((a, b) => b.priority - a.priority || byWait(a.chat, b.chat))
    .map(({ chat }) => chat);
}

function byWait(a: Waiting, b: Waiting): number {
  return a.since.getTime() - b.since.getTime() || (a.chatId < b.chatId ? -1 : 1);
}

export type Known = Waiting & { facts: ChatFacts };
