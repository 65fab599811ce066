import type { Rules } from '../settings/vocabulary.ts';
import { fallDue } from './behaviours/due.ts';
import { follow } from './behaviours/follow.ts';
import { wantLead } from './contact/lead.ts';
import { hear } from './hearing/hear.ts';
import { keepOpen } from './requests/finish.ts';
import { judge } from './requests/judge.ts';
import { settleSeeking } from './operators/seek.ts';
import type { ChatState, Identity, Input, Millis, Outcome, Own, Request } from './vocabulary.ts';

export { deadlinesOf } from './behaviours/deadlines.ts';

/**
 * What a chat does about one thing that happened: pure, so the same inputs always give the same outcome. `chat` is null
 * while none is open, `now` is the workflow's time in epoch milliseconds, `rules` are the settings in force.
 */
export function decide(
  chat: ChatState | null,
  happened: Input | Request | Own,
  now: Millis,
  identity: Identity,
  rules: Rules,
): Outcome {
  const sought = settleSeeking(decideOn(chat, happened, now, identity, rules), happened, rules);
  return wantLead(chat, sought, happened, now, rules);
}

function decideOn(
  chat: ChatState | null,
  happened: Input | Request | Own,
  now: Millis,
  identity: Identity,
  rules: Rules,
): Outcome {
  switch (happened.kind) {
    case 'deadline':
      return chat ? fallDue(chat, happened.deadline.kind, now, rules, happened.undelivered) : nothing;
    case 'settings_changed':
      return chat ? follow(chat, happened.before, now, rules) : nothing;
    case 'recovered':
      return { chat, decisions: [{ kind: 'recovered', at: now, reason: { code: happened.code } }], commands: [] };
    case 'change_status':
    case 'undo_finish':
    case 'delete_chat':
    case 'add_operator':
    case 'remove_operator':
    case 'transfer':
    case 'set_contact':
    case 'hand_over':
    case 'change_deadline':
      return judge(chat, happened, now, rules);
    default: {
      const kept = keepOpen(chat, happened, now);
      const heard = hear(kept.chat, happened, now, identity, rules);
      return { ...heard, decisions: [...kept.decisions, ...heard.decisions] };
    }
  }
}

const nothing: Outcome = { chat: null, decisions: [], commands: [] };
