import type { Deadline } from '#lib/api/types.ts';
import { atTime, clockTime, countdown, duration, atMoment } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { capital } from '#lib/words/sentence.ts';

type Kind = Deadline['kind'];
export type ChipWords = { text: string; short: string; time: string };

const HOUR_MS = 3_600_000;

const NAMES: Record<Kind, () => string> = {
  waiting: m.deadline_waiting,
  contact_reminder: m.deadline_contact_reminder,
  contact_gives_up: m.deadline_contact_gives_up,
  auto_finish: m.deadline_auto_finish,
  finish: m.deadline_auto_finish,
  window_closes: m.deadline_window_closes,
  escalation: m.why_deadline_escalation,
};
const CHIPS: Record<Kind, { text: () => string; short: () => string }> = {
  waiting: { text: m.chip_waiting, short: m.chip_short_waiting },
  contact_reminder: { text: m.chip_contact_reminder, short: m.chip_short_contact_reminder },
  contact_gives_up: { text: m.chip_contact_gives_up, short: m.chip_short_contact_gives_up },
  auto_finish: { text: m.chip_auto_finish, short: m.chip_short_auto_finish },
  finish: { text: m.chip_auto_finish, short: m.chip_short_auto_finish },
  window_closes: { text: m.window_closes_in, short: m.window_short },
  escalation: { text: m.why_chip_escalation, short: m.why_chip_short_escalation },
};

/** What is due, inside a sentence: "повідомлення про чекання". */
export function deadlineName(kind: string): string {
  return kind in NAMES ? NAMES[kind as Kind]() : kind;
}

/**
 * "Повідомлення про чекання за 4:12"; a question that waits for the morning is told by the clock: "Запитає ще раз о
 * 09:00".
 */
export function chipWords({ kind, at }: Deadline, now: number, isPossible = false): ChipWords {
  const left = Math.max(0, Date.parse(at) - now);
  const { text, short } = CHIPS[kind];
  if (kind === 'contact_reminder' && left >= HOUR_MS)
    return { text: m.chip_contact_reminder_at(), short: short(), time: clockWords(new Date(at), new Date(now)) };
  const words = isPossible && kind === 'window_closes' ? m.window_possible_for : text;
  return { text: words(), short: short(), time: left >= 48 * HOUR_MS ? duration(left) : countdown(left) };
}

export function spokenWords(kind: Kind, when: 'nothing' | 'five' | 'one'): string {
  if (when === 'nothing') return '';
  if (kind === 'window_closes') return when === 'five' ? m.window_five_minutes() : m.window_one_minute();
  const what = capital(deadlineName(kind));
  return when === 'five' ? m.deadline_five_minutes({ what }) : m.deadline_one_minute({ what });
}

/** "о 09:00", "завтра о 09:00", "19.11 о 09:00". */
export function clockWords(date: Date, now: Date): string {
  const day = new Date(now);
  if (date.toDateString() === day.toDateString()) return atTime(clockTime(date));
  day.setDate(day.getDate() + 1);
  return date.toDateString() === day.toDateString()
    ? m.tomorrow_at({ time: atTime(clockTime(date)) })
    : atMoment(date, now);
}
