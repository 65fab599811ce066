import type { Rules } from '../../settings/vocabulary.ts';
import { deadlinesOf } from '../decide.ts';
import type { Lineage, Saving } from '../needs.ts';
import type { Carried, Identity } from '../vocabulary.ts';
import { type Batch, isFinal } from './batch.ts';

/** The batch as the database is to keep it. */
export function savingOf(
  batch: Batch,
  { seen, settled }: Required<Pick<Carried, 'seen' | 'settled'>>,
  lineage: Omit<Lineage, 'final'>,
  identity: Identity,
  rules: Rules,
): Saving {
  const chat = batch.chat && { ...batch.chat, seq: batch.chat.seq + 1 };
  const finish = batch.decisions.find((decision) => decision.kind === 'finished');
  return {
    clientId: identity.clientId,
    chat,
    hintChatId: chat?.chatId ?? batch.inputs[0]?.chatId ?? null,
    carried: { chat, seen, settings: rules.revision, settled },
    deadlines: chat ? deadlinesOf(chat, rules) : [],
    decisions: batch.decisions,
    commands: batch.commands,
    inputs: batch.inputs.map((input) => input.id),
    messages: batch.inputs.flatMap((input) => ('messageId' in input ? [input.messageId] : [])),
    unreadAfterAnswer: batch.unreadAfterAnswer,
    finishedBy: finish?.by ?? null,
    lineage: { ...lineage, final: isFinal(batch) },
  };
}
