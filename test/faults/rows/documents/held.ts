import type { Payer } from '../../rig/invoices.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';

/** A step of a document's way into a chat at which it stands still: what comes to it waits for `release`. */
export interface Held {
  /** The document has come there. */
  reached(documentId: string): Promise<boolean>;
  release(): void;
}
export type Step = (rig: Rig, payer: Payer, documentId: string) => Promise<Held>;

/** Its PDF is made and lies in the store; that it is this document's is not written yet. */
export const stored: Step = async (rig, _, id) => ({
  release: await lockRow(rig, 'select 1 from document where id = $1 for no key update', id),
  reached: () => isWaitedFor(rig, 'with claimed as%'),
});

/** The transaction that puts it into the chat is in its middle: the message is written, and not committed. */
export const put: Step = async (rig, { client: { psid } }) => ({
  release: await lockRow(
    rig,
    'select 1 from chat where client_id = (select id from client where psid = $1) for no key update',
    psid,
  ),
  reached: () => isWaitedFor(rig, 'with moment as%'),
});

/** The client has it, and Meta has not answered yet. */
export const sent: Step = async (rig, payer) => ({
  release: () => undefined,
  reached: () => isTrue(async () => (await callsFor(rig, payer)).some(({ accepted }) => accepted)),
});

/** The client has it, and neither Meta's answer nor the echo can be written: `late` is when Meta takes it. */
export const marked: Step = async (rig, payer) => {
  let release = (): void => undefined;
  return {
    release: () => release(),
    reached: async (id) => {
      await isTrue(async () => (await callsFor(rig, payer)).length > 0);
      release = await lockRow(
        rig,
        `select 1 from message where id =
           (select message_id from document_sending where document_id = $1 and message_id is not null)
         for no key update`,
        id,
      );
      return isTrue(async () => (await callsFor(rig, payer)).some(({ accepted }) => accepted));
    },
  };
};

/** Calls of this client that carry a file, of this one document: each has a client of its own. */
async function callsFor(rig: Rig, { client: { psid } }: Payer) {
  const sends = await rig.stack.meta.sends([pageOf(rig).facebookId]);
  return sends.filter((send) => send.psid === psid && send.attachment !== null);
}

const isTrue = async (asked: () => Promise<boolean>): Promise<boolean> =>
  (await until(async () => (await asked()) || undefined)) ?? false;

function isWaitedFor({ stack }: Rig, query: string): Promise<boolean> {
  return isTrue(async () => {
    const { rows } = await stack.pool.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1`,
      [query],
    );
    return rows.length > 0;
  });
}

/** Nobody else writes this row (it may be pointed to) until it is released, or the database dies. */
async function lockRow({ stack }: Rig, query: string, id: string): Promise<() => void> {
  const holder = await stack.pool.connect();
  holder.on('error', () => undefined);
  await holder.query('begin');
  await holder.query(query, [id]);
  return () => holder.release(true);
}
