import type { Rules } from '../../settings/vocabulary.ts';
import { hearCorrected } from '../contact/answer.ts';
import { hearNotSaid } from '../contact/hand-over.ts';
import { hearNobody, takeAssigned } from '../operators/assigned.ts';
import { hearBack, hearGone } from '../operators/gone.ts';
import { hearLinked } from '../operators/linked.ts';
import type { ChatState, Identity, Input, Millis, Outcome } from '../vocabulary.ts';
import { answeredInMeta, answerRefused, operatorReplied } from './answers.ts';
import { clientActed, clientWrote } from './client.ts';
import { heldMayGo } from './held.ts';

/** The chat hears what the relay tells: the client, a colleague here or in Meta's own apps, or Meta's refusal. */
export function hear(chat: ChatState | null, input: Input, now: Millis, identity: Identity, rules: Rules): Outcome {
  switch (input.kind) {
    case 'client_wrote':
      return clientWrote(chat, input, now, identity, rules);
    case 'client_corrected':
      return chat ? hearCorrected(chat, input, now, rules) : nothing(chat);
    case 'client_acted':
      return chat ? clientActed(chat, input, now) : nothing(chat);
    case 'operator_replied':
      return operatorReplied(chat, input, now);
    case 'answered_in_meta':
      return answeredInMeta(chat, input, now, identity);
    case 'answer_failed':
      return chat ? answerRefused(chat, input, now) : nothing(chat);
    case 'operator_assigned':
      return takeAssigned(chat, input, now);
    case 'operator_not_found':
      return hearNobody(chat, input, now);
    case 'operator_gone':
      return chat ? hearGone(chat, input, now, rules) : nothing(chat);
    case 'operator_back':
      return chat ? hearBack(chat, input) : nothing(chat);
    case 'not_said':
      return chat ? hearNotSaid(chat, input, now, rules) : nothing(chat);
    case 'held_may_go':
      return heldMayGo(chat, input, now, rules);
    case 'contact_linked':
      return chat ? hearLinked(chat, input, now, rules) : nothing(chat);
    case 'lead_settled':
      return {
        chat,
        decisions: chat ? [{ kind: 'lead_settled', at: now, reason: input.outcome }] : [],
        commands: [],
      };
    // What was decided about it stands in its timeline; deadlines and a search for an operator follow by themselves.
    case 'chat_restored':
      return nothing(chat);
  }
}

function nothing(chat: ChatState | null): Outcome {
  return { chat, decisions: [], commands: [] };
}
