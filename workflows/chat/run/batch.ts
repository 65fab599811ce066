import { patched } from '@temporalio/workflow';
import type { Rules } from '../../settings/vocabulary.ts';
import { decide } from '../decide.ts';
import type { Queue } from './queue.ts';
import { isTicket, type Ticket } from './ticket.ts';
import type { ChatState, Command, Decision, Identity, Input, Millis, Outcome, Own, Refusal } from '../vocabulary.ts';

/** Decisions taken at one go, to be saved at one go. */
export interface Batch {
  chat: ChatState | null;
  decisions: Decision[];
  commands: Command[];
  inputs: Input[];
  settled: { ticket: Ticket; refusal: Refusal | null }[];
  unreadAfterAnswer: number | null;
}

/** Takes everything that waits, up to the end of the chat: what comes after belongs to the next one. */
export function takeBatch(
  queue: Queue,
  chat: ChatState | null,
  own: (Own | null)[],
  now: Millis,
  identity: Identity,
  rules: Rules,
): Batch {
  const batch: Batch = { chat, decisions: [], commands: [], inputs: [], settled: [], unreadAfterAnswer: null };
  for (const happened of own) if (happened) add(batch, decide(batch.chat, happened, now, identity, rules));
  while (batch.chat?.status !== 'finished') {
    const item = queue.take();
    if (!item) break;
    if (isTicket(item)) {
      const outcome = decide(batch.chat, item.request, now, identity, rules);
      batch.settled.push({ ticket: item, refusal: outcome.refusal ?? null });
      add(batch, outcome);
    } else {
      add(batch, decide(batch.chat, item, now, identity, rules));
      batch.inputs.push(item);
      count(batch, item);
    }
  }
  return batch;
}

/**
 * Whether it has to stand exactly as it was decided: somebody was answered, something is said, a lead is wanted, or the
 * chat ends.
 */
export function isFinal({ settled, commands, inputs, chat }: Batch): boolean {
  const says = commands.some(({ kind }) => kind === 'say') || inputs.some(({ kind }) => kind === 'held_may_go');
  if (settled.length > 0 || says || chat?.status === 'finished') return true;
  // Chats that wanted one before there were any made it a save like others.
  return commands.some(({ kind }) => kind === 'want_lead') && patched('automatic-lead');
}

/**
 * Whether the client's language counts from their very first word on: in an automatic message, or in who gets the chat.
 */
export function needsLanguage({ requirePhone, requireEmail, outOfHoursMessage, byLanguage }: Rules): boolean {
  return requirePhone || requireEmail || outOfHoursMessage || byLanguage;
}

export function nothingHappened(batch: Batch): boolean {
  return batch.decisions.length + batch.commands.length + batch.inputs.length === 0;
}

function add(batch: Batch, outcome: Outcome): void {
  batch.chat = outcome.chat;
  batch.decisions.push(...outcome.decisions);
  batch.commands.push(...outcome.commands);
}

function count(batch: Batch, input: Input): void {
  const answered = input.kind === 'answered_in_meta' || batch.commands.some((command) => isRelease(command, input));
  if (answered) batch.unreadAfterAnswer = 0;
  else if (input.kind === 'client_wrote' && batch.unreadAfterAnswer !== null) batch.unreadAfterAnswer += 1;
}

function isRelease(command: Command, input: Input): boolean {
  return command.kind === 'release' && input.kind === 'operator_replied' && input.messageId === command.messageId;
}
