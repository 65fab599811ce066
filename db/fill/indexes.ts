import type { ClientBase } from 'pg';

/** What has the most rows. */
export const FILLED = [
  'client',
  'client_words',
  'client_address',
  'client_lead',
  'client_order',
  'chat',
  'chat_operator',
  'named_chat',
  'name_word',
  'message',
  'message_words',
  'contact',
  'contact_point',
  'lead',
  'customer_order',
  'order_line',
  'document',
];

/**
 * Takes away the indexes of what is filled that hold no rule, until `buildIndexes`: sorted once, they are built in a
 * fraction of the time.
 */
export async function dropIndexes(sql: ClientBase): Promise<void> {
  await sql.query(
    `create temp table dropped_index on commit drop as
     select c.relname::text as name, pg_get_indexdef(i.indexrelid) as made
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any($1::text[]::regclass[])
       and not i.indisunique`,
    [FILLED],
  );
  await sql.query(
    `do $$ declare one record; begin
       for one in select name from dropped_index loop execute format('drop index %I', one.name); end loop;
     end $$`,
  );
}

export async function buildIndexes(sql: ClientBase): Promise<void> {
  await sql.query(
    `do $$ declare one record; begin
       for one in select made from dropped_index loop execute one.made; end loop;
     end $$`,
  );
}
