import { openOf } from '#db/chats/open.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Input } from '#workflows/chat/vocabulary.ts';
import { IN_RELAY_QUEUE } from './relay-queue.ts';

/** Whose chat hears it. */
export interface Hearer {
  clientId: string;
  chatId: string;
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What a chat's workflow has to hear. It happened now, where `at` says nothing else. */
export type Fact = Without<Input, 'id' | 'chatId' | 'at' | 'settings'> & { at?: Date };

/** What stands beside the name and the message of a fact of this kind. */
export type FactsOf<Kind extends Input['kind']> = Omit<Extract<Fact, { kind: Kind }>, 'kind' | 'messageId' | 'at'>;

/** Where an input's columns come from: each a piece of SQL. */
interface Columns {
  client: string;
  chat: string;
  message?: string;
  at?: string;
  facts: string;
}

const NOW = `date_trunc('milliseconds', clock_timestamp())`;

/**
 * The only insert of an input, as a piece of a statement: one for each row of `from`. Whoever uses it by itself brings
 * the client into the relay's queue in the same statement, with a piece of `relay-queue.ts`.
 */
export function putInput(kind: Input['kind'], columns: Columns, from = ''): string {
  const { client, chat, message = 'null', at = NOW, facts } = columns;
  return `insert into chat_input (client_id, chat_id, kind, message_id, at, facts)
    select ${client}, ${chat}, '${kind}', ${message}, ${at}, ${facts} ${from && `from ${from}`}`;
}

/** Puts what the chat has to hear into its queue, and the client into the relay's. The client's row is in hand. */
export async function tell(tx: Sql, { clientId, chatId }: Hearer, fact: Fact): Promise<void> {
  await put(tx, clientId, chatId, fact, '$2');
}

/** The same where the chat is open, or the client has an open one: an ended chat hears nothing. */
export async function tellOpen(
  tx: Sql,
  { clientId, chatId = null }: { clientId: string; chatId?: string | null },
  fact: Fact,
): Promise<void> {
  const open = `chat where ${openOf('$1')} and ($2::uuid is null or id = $2)`;
  await put(tx, clientId, chatId, fact, 'id', open);
}

/** These chats came out of the bin and are open: each has a workflow again. Their clients' rows are in hand. */
export async function tellRestored(tx: Sql, chatIds: string[]): Promise<void> {
  if (chatIds.length === 0) return;
  await tx.query(
    `with told as (${putInput('chat_restored', RESTORED, 'chat where id = any($1::uuid[])')} returning client_id)
     update client set ${IN_RELAY_QUEUE} from told where client.id = told.client_id`,
    [chatIds],
  );
}

const RESTORED = { client: 'client_id', chat: 'id', facts: `'{}'` };

async function put(
  tx: Sql,
  clientId: string,
  chatId: string | null,
  fact: Fact,
  chat: string,
  from?: string,
): Promise<void> {
  const columns = { client: '$1', chat, message: '$3', at: `coalesce($4, ${NOW})`, facts: '$5' };
  const { kind, at = null } = fact;
  const messageId = 'messageId' in fact ? fact.messageId : null;
  await tx.query(
    `with told as (${putInput(kind, columns, from)} returning client_id)
     update client set ${IN_RELAY_QUEUE} from told where client.id = told.client_id`,
    [
      clientId,
      chatId,
      messageId,
      at,
      JSON.stringify({ ...fact, kind: undefined, at: undefined, messageId: undefined }),
    ],
  );
}
