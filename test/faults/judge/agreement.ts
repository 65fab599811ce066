import type { ChatBody } from '#api/chats/schema.ts';
import { deadlinesOf } from '#workflows/chat/decide.ts';
import type { ChatState } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, fault } from './verdict.ts';

/** I5: of every open chat the read model says what the workflow says, and what is counted can be counted again. */
export function judgeAgreement(evidence: Evidence): Fault[] {
  return [...evidence.chats.flatMap((chat) => judgeChat(evidence, chat)), ...judgeCounters(evidence)];
}

function judgeChat({ flows, messages, records, rules }: Evidence, chat: ChatBody): Fault[] {
  const wrong = (what: string) => fault('I5', 'wrong state', `chat ${chat.number}: ${what}`);
  const last = messages.get(chat.number)?.at(-1);
  const faults = last?.id === chat.lastMessage?.id ? [] : [wrong('another message is the last one')];
  if (chat.status === 'finished') return faults;
  const flow = flows.get(chat.number);
  if (flow === undefined || flow === null || typeof flow === 'string')
    return [...faults, wrong(`no workflow answers for it: ${flow}`)];
  const record = records.find(({ number }) => number === chat.number);
  if (record?.unread !== record?.counted)
    faults.push(wrong(`unread is ${record?.unread}, counted are ${record?.counted}`));
  if (record?.seq !== flow.seq) faults.push(wrong(`decision ${record?.seq} is kept, the workflow took ${flow.seq}`));
  const [shown, own] = [asShown(chat), asDecided(flow, rules.get(chat.page.id) ?? NO_RULES)];
  if (shown !== own) faults.push(wrong(`shown ${shown}, decided ${own}`));
  return faults;
}

function asShown({ status, operators, waitingSince, window, lastContactAt, deadlines }: ChatBody): string {
  return JSON.stringify([
    status,
    operators.map(({ id }) => id),
    waitingSince,
    window && [window.until, window.reason],
    lastContactAt,
    deadlines.map(({ at }) => at),
  ]);
}

function asDecided(flow: ChatState, rules: Rules): string {
  const { status, operators, waitingSince, window, lastContactAt } = flow;
  return JSON.stringify([
    status,
    operators.map(({ id }) => id),
    iso(waitingSince),
    window && [iso(window.until), window.reason],
    iso(lastContactAt),
    deadlinesOf(flow, rules).map(({ at }) => iso(at)),
  ]);
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function judgeCounters({ rows, records, counts, chats, messages }: Evidence): Fault[] {
  const shown = [...messages.values()].reduce((sum, list) => sum + list.length, 0);
  const faults: Fault[] = [];
  if (shown !== rows.length)
    faults.push(fault('I5', 'wrong state', `${shown} messages are shown, ${rows.length} are kept`));
  for (const { kept, there } of counts)
    faults.push(fault('I5', 'wrong state', `${kept} chats of a kind are counted, ${there} are there`));
  if (chats.length !== records.length)
    faults.push(fault('I5', 'wrong state', `${chats.length} chats are shown, ${records.length} are kept`));
  return faults;
}
