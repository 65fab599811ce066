/** All of it lies between so many days ago and an hour ago. */
const DAYS = 400;

/** SQL for the place of `n` among so many, as if by chance and always the same: `salt` makes another chance of it. */
export function chance(n: string, salt: number, of: string): string {
  return `((hashint8((${n})::bigint * 32 + ${salt}) & 2147483647) % ${of})`;
}

/** SQL for one of a list, as if by chance. */
export function pick(list: string, n: string, salt: number): string {
  return `(${list})[1 + ${chance(n, salt, `cardinality(${list})`)}]`;
}

/**
 * SQL for the id of the `n`th of its kind in this run; `run` and `n` are pieces of SQL. It is a proper one, of version
 * and variant: the API refuses others.
 */
export function idOf(kind: string, run: string, n: string): string {
  const hash = `md5('${kind} ' || ${run} || ' ' || ${n})`;
  return `overlay(overlay(${hash} placing '4' from 13 for 1) placing '8' from 17 for 1)::uuid`;
}

/** SQL for how many messages the chat `i` of so many has: a few, and the last one many. */
export function messagesOf({ chats, longest, status }: { chats: string; longest: string; status: string }): string {
  return `(case when i = ${chats} - 1 then ${longest} when ${status} = 'new' then 1 + ${chance('i', 9, '2')}
    else 1 + ${chance('i', 10, '6')} end)`;
}

/** SQL for whether the message `j` is the client's: who begins is the client, and to a new chat nobody has answered. */
export const isClients = (status: string, j: string): string => `(${status} = 'new' or ${j} % 2 = 0)`;

/** SQL for when the message `j` of the chat `i` was written: the last one's go back from an hour ago. */
export function saidAt({ chats, longest, begun, j }: Record<'chats' | 'longest' | 'begun' | 'j', string>): string {
  return `(case when i = ${chats} - 1 then now() - interval '1 hour' - make_interval(mins => ${longest} - 1 - (${j}))
    else ${begun} + make_interval(mins => 4 * (${j})) end)`;
}

/** SQL for when the `n`th of so many was made: one after the other, until an hour ago. */
export const madeAt = (n: string, of: string): string =>
  `(now() - interval '1 hour' - make_interval(secs => (${of} - (${n})) * ${DAYS * 86_400}::float8 / ${of}))`;
