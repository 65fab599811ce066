/**
 * How a client comes into the relay's queue: pieces of `update client set …` and of an insert that meets the client's
 * row, so that they cost no statement of their own. Nobody else raises a queue's revision.
 */
const GROWN = 'inbox_rev = client.inbox_rev + 1';

/** From now on; who stands there already, or was put off, keeps their turn. */
export const IN_RELAY_QUEUE = `${GROWN}, relay_until = coalesce(client.relay_until, now())`;

/** From now on, also where it was put off. */
export const RELAY_AT_ONCE = `${GROWN}, relay_until = now()`;

/** At once, as if it had never failed; numbers out of all bounds begin anew. */
export const RELAY_ANEW = `relay_until = now(), relay_failures = 0,
  relayed_rev = case when client.inbox_rev between 0 and 2000000000 then client.relayed_rev else 0 end,
  inbox_rev = case when client.inbox_rev between 0 and 2000000000 then client.inbox_rev + 1 else 1 end`;

/** A client who was not there before, and has something to be told. */
export const NEW_IN_RELAY_QUEUE = { columns: 'inbox_rev, relay_until', values: '1, now()' };
