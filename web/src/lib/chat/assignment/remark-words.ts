import type { Considered, Remark } from '#lib/api/types.ts';
import { dateAndTime } from '#lib/words/format.ts';
import { languageAfterWithout, languageOfLocale, languageSpoken } from '#lib/words/language-words.ts';
import { m } from '#lib/paraglide/messages.js';

type Facts = { language: string; time: string; count: number };

const WORDS: Record<Remark['code'], (facts: Facts) => string> = {
  manager: m.remark_manager,
  previous: m.remark_previous,
  online: m.remark_online,
  turn: m.remark_turn,
  least: m.remark_least,
  knows_language: m.remark_knows_language,
  has_skill: m.remark_has_skill,
  away: m.remark_away,
  offline: m.remark_offline,
  on_leave: m.remark_on_leave,
  full: m.remark_full,
  tried: m.remark_tried,
  not_in_rule: m.remark_not_in_rule,
  not_in_team: m.remark_not_in_team,
  not_named: m.remark_not_named,
  language: m.remark_language,
  skill: m.remark_skill,
  later_turn: m.remark_later_turn,
  more_chats: m.remark_more_chats,
};

/** What spoke for or against somebody. A locale is told as its language, a moment with its day. */
export function remarkWords({ code, fact }: Remark, now: Date): string {
  const inCase = code === 'language' ? languageAfterWithout : languageSpoken;
  const language = typeof fact === 'string' ? inCase(languageOfLocale(fact)) : '';
  const count = typeof fact === 'number' ? fact : 0;
  return WORDS[code]({ language, count, time: dateAndTime(new Date(count), now) });
}

/** Beside somebody who was not there, in place of their load. */
export function absenceWord(presence: Considered['presence']): string {
  return { online: m.remark_online, away: m.remark_away, offline: m.remark_offline }[presence]();
}
