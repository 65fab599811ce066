import type { ChatBody } from '#api/chats/schema.ts';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { DeadlineKind } from '#workflows/chat/vocabulary.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, fault, repeated } from './verdict.ts';

const ON_TIME_MS = 5_000;

/** I8: each deadline of any kind that came due was handled once, in time or with the word that it was late. */
export async function judgeTimers({ rig, chats }: Evidence): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const chat of chats) faults.push(...judgeDeadlines(chat, await rig.desk.timeline(chat.number), Date.now()));
  return faults;
}

/** The same of one chat, at a moment. */
export function judgeDeadlines(chat: ChatBody, timeline: EntryBody[], now: number): Fault[] {
  return [...judgeOverdue(chat, now), ...judgeTwice(chat, timeline), ...judgeWindow(chat, timeline, now)];
}

/** Which deadline an entry of the timeline handles. */
export function tellsOf(kind: DeadlineKind, { kind: told, reason }: EntryBody): boolean {
  const isSaying = told === 'said' || told === 'not_said';
  switch (kind) {
    case 'window_closes':
      return told === 'window_closed';
    case 'waiting':
      return isSaying && reason?.['template'] === 'waiting';
    case 'contact_reminder':
      return isSaying && reason?.['setting'] === 'contactReminderMinutes';
    case 'contact_gives_up':
      return told === 'contact' && reason?.['code'] === 'gave_up';
    case 'auto_finish':
      return told === 'finished' && reason?.['code'] === 'silence';
    case 'finish':
      return told === 'finished' && reason?.['code'] === 'operator_said';
    case 'escalation':
      return told === 'escalated';
  }
}

/** What was due is done, or was moved: nothing stands in the past. */
function judgeOverdue({ number, status, deadlines }: ChatBody, now: number): Fault[] {
  if (status === 'finished') return [];
  return deadlines
    .filter(({ at }) => Date.parse(at) < now - ON_TIME_MS)
    .map(({ kind, at }) => fault('I8', 'lost', `${kind} of chat ${number} was due at ${at} and nothing happened`));
}

/** One occasion is handled once, however often it was tried. */
function judgeTwice({ number }: ChatBody, timeline: EntryBody[]): Fault[] {
  const occasions = timeline
    .filter(({ dueAt, kind }) => dueAt !== null && kind !== 'deadline')
    .map(
      ({ kind, dueAt, reason }) =>
        `${kind === 'not_said' ? 'said' : kind} ${reason?.['template'] ?? ''} due at ${dueAt}`,
    );
  return repeated(occasions).map((what) => fault('I8', 'doubled', `in chat ${number} "${what}" stands twice`));
}

function judgeWindow(chat: ChatBody, timeline: EntryBody[], now: number): Fault[] {
  const due = chat.window ? Date.parse(chat.window.until) : Infinity;
  if (due > now - ON_TIME_MS) return [];
  const closings = timeline.filter((entry) => tellsOf('window_closes', entry));
  const [closing] = closings;
  // Its window had closed before the chat was opened, or the chat ended before it: there was no such deadline.
  const opened = timeline.find(({ kind }) => kind === 'opened');
  const never = (opened && Date.parse(opened.at) > due) || chat.status === 'finished';
  if (never && !closing) return [];
  if (closings.length !== 1 || !closing) {
    const what = `the closing window of chat ${chat.number} was noted ${closings.length} times`;
    return [fault('I8', closing ? 'doubled' : 'lost', what)];
  }
  // What Meta refused closed a window before its end: no deadline came due, so none can be late.
  const isDeadline = closing.reason?.code !== 'refused';
  const isLate = isDeadline && Date.parse(closing.at) - due > ON_TIME_MS && closing.reason?.code !== 'handled_late';
  return isLate ? [fault('I8', 'wrong state', `the window of chat ${chat.number} was closed late without a word`)] : [];
}
