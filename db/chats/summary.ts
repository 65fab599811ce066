/**
 * What a chat says of itself in lists: how much of its client's is unseen, since when they wait, when there was contact
 * last. Written here and nowhere else, as pieces of `update chat set …` and of an insert, so that they cost no
 * statement of their own; moments and numbers are pieces of SQL, too.
 */

/** Somebody said something. Late news do not turn it back. */
export function contactAt(at: string): string {
  return `last_contact_at = greatest(chat.last_contact_at, ${at})`;
}

/** The client said something: nobody has seen it, and they wait from then on, where they did not before. */
export function saidAt(at: string): string {
  return `unread = chat.unread + 1, waiting_since = coalesce(chat.waiting_since, ${at}), ${contactAt(at)}`;
}

/** The same by which a chat begins. */
export function begunAt(at: string): { columns: string; values: string } {
  return begunAs({ unread: '1', waiting: at, contact: at });
}

/** A chat that is put there as it stands. */
export function begunAs(said: { unread: string; waiting: string; contact: string }): {
  columns: string;
  values: string;
} {
  const { unread, waiting, contact } = said;
  return { columns: 'unread, waiting_since, last_contact_at', values: `${unread}, ${waiting}, ${contact}` };
}

/** A chat that begins with what was said in the one before, so many messages. */
export function begunWith(messages: string): string {
  const said = 'from message where chat_id = chat.id';
  return `unread = ${messages}, waiting_since = (select min(at) ${said}),
    last_contact_at = coalesce((select max(at) ${said}), now())`;
}

/** Nothing is left that nobody has seen. */
export const SEEN = 'unread = 0';
/** Somebody wants to be reminded of it: as if the last message were not seen. */
export const UNSEEN = 'unread = 1';

/** Where the last answer among these messages stands. */
const answeredAt = (messages: string): string =>
  `select max(seq) from message where id = any(${messages}::uuid[]) and direction = 'out'`;

/**
 * What its workflow decided. `unread`: how much the client said after the last answer among the messages of `now`,
 * about which the same statement decides; to it comes what they said after that answer and is not among those: not
 * decided yet, or decided before, since an engine that was put back hears late of an answer. Null: nobody answered.
 */
export function decided(saved: { waiting: string; contact: string; unread: string; now: string }): string {
  return `waiting_since = ${saved.waiting}, ${contactAt(saved.contact)},
    unread = case when ${saved.unread}::int is null then chat.unread else ${saved.unread}::int +
      (select count(*) from message m where m.chat_id = chat.id and m.direction = 'in'
        and m.id <> all(${saved.now}::uuid[]) and coalesce(m.seq > (${answeredAt(saved.now)}), not m.decided)) end`;
}
