import { touchChat } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { tell } from '#db/inbox/tell.ts';
import { takeTurn } from '#workflows/routing/turn.ts';
import type { Chosen, NobodyChosen, Question } from '#workflows/routing/vocabulary.ts';
import { keepRecord, linkFound } from './keep.ts';
import type { Round } from './round.ts';
import { askShadow } from './shadow.ts';
import { keepTurn } from './turns.ts';
import { noteReason } from './waiting-notes.ts';
import { leaveWaiting, type Waiting } from './waiting.ts';

/**
 * The chat is given to whom was chosen: kept with all it depended on, and told to the chat. The next choice knows of
 * it.
 */
export async function grant(tx: Sql, round: Round, chat: Waiting, question: Question, choice: Chosen): Promise<number> {
  const { employeeId, code, contactId } = choice;
  const recordId = await keepRecord(tx, {
    question,
    choice,
    policyHash: round.policyHash,
    ask: chat.ask,
    state: 'granted',
    shadow: await askShadow(tx, round.shadow, question, chat.ask),
  });
  const { pool } = choice;
  if (pool !== null) await keepTurn(tx, round.pageId, pool, employeeId, takeTurn(round.turns, pool, employeeId));
  const linked = contactId === null ? null : await linkFound(tx, chat.clientId, contactId);
  await tell(tx, chat, {
    kind: 'operator_assigned',
    ...toldOf(round, chat, recordId),
    employeeId,
    code,
    rule: round.policy.routing.find(({ id }) => id === choice.ruleId)?.name ?? null,
    candidates: question.candidates.length,
    contactId: linked,
  });
  await leaveWaiting(tx, chat.chatId);
  const candidate = round.candidates.find(({ id }) => id === employeeId);
  if (candidate && !chat.operators.includes(employeeId)) candidate.load += 1;
  return 1;
}

/**
 * Nobody may take it. A chat without an operator waits on, with the reason in sight, and hears of the first one only;
 * one that has an operator keeps them. Where distribution is off that is no choice, and nothing to tell.
 */
export async function refuse(
  tx: Sql,
  round: Round,
  chat: Waiting,
  question: Question,
  choice: NobodyChosen,
): Promise<number> {
  const { code } = choice;
  const isOff = chat.kind === 'first' && code === 'distribution_off';
  const shadow = await askShadow(tx, round.shadow, question, chat.ask);
  const { policyHash } = round;
  const keep = () => keepRecord(tx, { question, choice, policyHash, ask: chat.ask, state: 'nobody', shadow });
  if (isOff) {
    if (shadow) await keep();
    await noteReason(tx, chat.chatId, code, null);
    await touchChat(tx, { pageId: round.pageId, chatId: chat.chatId });
    return 0;
  }
  const recordId = await keep();
  if (chat.kind !== 'first' || chat.reason === null || chat.reason === 'distribution_off')
    await tell(tx, chat, { kind: 'operator_not_found', ...toldOf(round, chat, recordId), code });
  if (chat.kind === 'first') await noteReason(tx, chat.chatId, code, recordId);
  else await leaveWaiting(tx, chat.chatId);
  await touchChat(tx, { pageId: round.pageId, chatId: chat.chatId });
  return 1;
}

function toldOf({ versions }: Round, { ask, kind }: Waiting, recordId: string) {
  return { recordId, ask, as: kind, page: versions.page, installation: versions.installation };
}
