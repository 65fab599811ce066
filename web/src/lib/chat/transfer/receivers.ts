import type { Transfer } from '#lib/api/chats.ts';
import type { Colleague, Team } from '#lib/api/types.ts';
import { remarkWords } from '#lib/chat/assignment/remark-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { absenceSince } from '#lib/team/presence/presence-words.ts';
import { wholeNumber } from '#lib/words/format.ts';
import { fold } from '#workflows/reading/fold.ts';
import { languageName } from '#lib/words/language-words.ts';

type To = Transfer extends infer One ? (One extends Transfer ? Omit<One, 'note'> : never) : never;

/** Somebody to whom the chat can be given. `against`: why it may not be for them. */
export type Receiver = {
  key: string;
  name: string;
  to: To;
  more: string;
  against: string;
  load: { load: number; capacity: number | null } | null;
};
export type Group = { name: string; receivers: Receiver[] };

/** Those on shift first, then the others, the teams, and whom the rules find; in each as the server orders them. */
export function groupsOf(colleagues: Colleague[], teams: Team[], leaderId: string | undefined, now: Date): Group[] {
  const others = colleagues.filter(({ id }) => id !== leaderId);
  const people = (areThere: boolean) =>
    others.filter(({ presence }) => (presence === 'online') === areThere).map((one) => personOf(one, now));
  return [
    { name: m.transfer_on_shift(), receivers: people(true) },
    { name: m.transfer_others(), receivers: people(false) },
    { name: m.transfer_teams(), receivers: teams.flatMap((team) => teamOf(team, others)) },
    { name: m.transfer_rules(), receivers: [byRules()] },
  ].filter(({ receivers }) => receivers.length > 0);
}

/** What is left of them by what was typed. */
export function found(groups: Group[], sought: string): Group[] {
  const goes = ({ name }: Receiver) => fold(name).includes(fold(sought.trim()));
  return groups
    .map(({ name, receivers }) => ({ name, receivers: receivers.filter(goes) }))
    .filter(({ receivers }) => receivers.length > 0);
}

function personOf({ id, name, languages, load, capacity, cons, ...there }: Colleague, now: Date): Receiver {
  const absence = absenceSince({ ...there, state: there.presence }, now);
  return {
    key: id,
    name,
    to: { to: 'person', employeeId: id },
    more: [absence, languages.map(languageName).join(', ')].filter(Boolean).join(' · '),
    against: cons.map((con) => remarkWords(con, now)).join(', '),
    load: { load, capacity },
  };
}

/** A team in which nobody may have the chat is none to give it to. */
function teamOf({ id, name }: Team, colleagues: Colleague[]): Receiver[] {
  const members = colleagues.filter(({ teamIds }) => teamIds.includes(id));
  if (members.length === 0) return [];
  const present = wholeNumber(members.filter(({ presence }) => presence === 'online').length);
  const more = m.transfer_team_text({ present, all: wholeNumber(members.length) });
  return [{ key: id, name, to: { to: 'team', teamId: id }, more, against: '', load: null }];
}

function byRules(): Receiver {
  const more = m.transfer_rules_text();
  return { key: 'next', name: m.transfer_next(), to: { to: 'next' }, more, against: '', load: null };
}
