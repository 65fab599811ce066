import type { ChatState, Outcome } from './vocabulary.ts';

type OpenOutcome = Outcome & { chat: ChatState };

/** One thing after another about the same chat: the next begins with what the one before it left. */
export function andThen(outcome: OpenOutcome, next: (chat: ChatState) => OpenOutcome): OpenOutcome {
  const { chat, decisions, commands } = next(outcome.chat);
  return { chat, decisions: [...outcome.decisions, ...decisions], commands: [...outcome.commands, ...commands] };
}

export function unchanged(chat: ChatState): OpenOutcome {
  return { chat, decisions: [], commands: [] };
}

export type { OpenOutcome };
