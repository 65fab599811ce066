import type { Leave, PresenceItem, PresenceSpan } from '#lib/api/types.ts';
import type { OwnState } from './presence.svelte.ts';
import { clock } from '#lib/ui/clock.svelte.ts';
import { clockTime, dateAndTime, duration, numericDay } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** Beside the own switch: since when, or what is the matter. */
export function presenceDetail(state: OwnState, since: string | undefined): string {
  const time = since ? shortMoment(new Date(since)) : '';
  const words = {
    online: m.presence_since,
    on_break: m.presence_since,
    ended: m.presence_since,
    idle: m.presence_idle_short,
    lost: m.presence_lost_short,
  };
  return words[state]({ time });
}

/** What it means for the person themselves. */
export function presenceSentence(state: OwnState): string {
  const words = {
    online: m.presence_online_sentence,
    on_break: m.presence_on_break_sentence,
    ended: m.presence_ended_sentence,
    idle: m.presence_idle_sentence,
    lost: m.presence_lost_sentence,
  };
  return words[state]();
}

/** How long somebody was on shift; of less than a minute there is no "just now". */
export function presenceTotal(ms: number): string {
  return ms < 60_000 ? m.presence_total_brief() : m.presence_total({ time: duration(ms) });
}

export function presenceWord({ state, reason }: Pick<PresenceItem | PresenceSpan, 'state' | 'reason'>): string {
  if (state === 'away') return reason === 'idle' ? m.presence_idle() : m.presence_on_break();
  return { online: m.presence_online, offline: m.presence_offline }[state]();
}

/** Since when a colleague is on a break, idle or off shift; nothing of who is there. */
export function absenceSince({ state, reason, since }: Omit<PresenceItem, 'employee' | 'onLeaveUntil'>, now: Date) {
  if (state === 'online') return '';
  const away = reason === 'idle' ? m.presence_idle_since : m.presence_on_break_since;
  const words = state === 'away' ? away : m.presence_offline_since;
  return words({ time: shortMoment(new Date(since), now) });
}

/** A time today, else with its day. */
export function shortMoment(date: Date, now = new Date(clock.coarse)): string {
  return date.toDateString() === now.toDateString() ? clockTime(date) : dateAndTime(date, now);
}

/** The last day of what ends at this moment: a leave through the 31st ends as the 1st begins. */
export function lastDay(until: string, now: Date): string {
  return numericDay(new Date(Date.parse(until) - 1), now);
}

/** "24.12 – 31.12"; what does not begin and end with a day has its times. */
export function leaveDays({ from, to }: Pick<Leave, 'from' | 'to'>, now: Date): string {
  const [begin, end] = [new Date(from), new Date(to)];
  if (!isMidnight(begin) || !isMidnight(end)) return `${withTime(begin, now)} – ${withTime(end, now)}`;
  const [first, last] = [numericDay(begin, now), lastDay(to, now)];
  return first === last ? first : `${first} – ${last}`;
}

function isMidnight(date: Date): boolean {
  return date.getHours() === 0 && date.getMinutes() === 0;
}

function withTime(date: Date, now: Date): string {
  return `${numericDay(date, now)}, ${clockTime(date)}`;
}
