import type { Sql } from '#db/pool.ts';

/** Whose chat hears it. */
export interface Hearer {
  clientId: string;
  chatId: string;
}

/** Puts something the chat's workflow has to hear into its queue; it happened now, where `at` says nothing else. The client's row is in hand. */
export async function tellChat(
  tx: Sql,
  { clientId, chatId }: Hearer,
  kind:
    | 'operator_assigned'
    | 'operator_not_found'
    | 'operator_gone'
    | 'operator_back'
    | 'contact_linked'
    | 'client_corrected'
    | 'not_said',
  facts: object,
  at: Date | null = null,
): Promise<void> {
  await tx.query(
    `with told as (
       insert into chat_input (client_id, chat_id, kind, at, facts)
       values ($1, $2, $3, coalesce($5, date_trunc('milliseconds', clock_timestamp())), $4))
     update client set inbox_rev = inbox_rev + 1, relay_until = coalesce(relay_until, now()) where id = $1`,
    [clientId, chatId, kind, JSON.stringify(facts), at],
  );
}
