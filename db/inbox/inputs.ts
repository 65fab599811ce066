import { openOf } from '#db/chats/open.ts';
import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { readRules } from '#db/settings/read.ts';
import type { Kin } from '#db/decisions/lineage.ts';
import type { Epoch, Kept, Telling } from '#workflows/chat/needs.ts';
import { type RawInput, readCarried } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';

/** At most so many inputs go into one signal; far below the engine's payload limit. */
const PER_SIGNAL = 200;

interface InputRow {
  id: string;
  kind: string;
  chat_id: string;
  message_id: string | null;
  at: Date;
  facts: Record<string, unknown>;
  /** Revision of the settings in force for the page. */
  settings: string | null;
}

const IN_FORCE = `(select max(v.id) from settings_version v where v.page_id is null or v.page_id = client.page_id)`;

/** What the client's workflow was not told yet, in order, and whether there is more than fits at once. */
export async function pendingInputs(
  pool: Pool,
  clientId: string,
): Promise<{ inputs: RawInput[]; more: boolean; telling: Telling }> {
  const { rows } = await pool.query<InputRow & { attempts: number; epoch: number | null }>(
    `select i.id, i.kind, i.chat_id, i.message_id, i.at, i.facts, i.attempts, ${IN_FORCE} as settings,
       (select (value ->> 'number')::int from installation where name = 'epoch') as epoch
     from chat_input i join client on client.id = i.client_id
     where i.client_id = $1 and i.decided_at is null and i.relayed_at is null order by i.id limit $2`,
    [clientId, PER_SIGNAL + 1],
  );
  const inputs = rows.slice(0, PER_SIGNAL).map(rawInput);
  // The chat heard of it before and did not decide: what it believes of its queue is wrong, or it was never there.
  const anew = rows.some(({ attempts }) => attempts > 0);
  const telling: Telling = { epoch: rows[0]?.epoch ?? 0, ...(anew && { anew }) };
  return { inputs, more: rows.length > PER_SIGNAL, telling };
}

/** As it was kept, by whatever build: the chat parses it. */
function rawInput(row: InputRow): RawInput {
  const told = {
    id: Number(row.id),
    chatId: row.chat_id,
    at: row.at.getTime(),
    kind: row.kind,
    ...row.facts,
    ...(row.settings === null ? {} : { settings: Number(row.settings) }),
  };
  return row.message_id === null ? told : { ...told, messageId: row.message_id };
}

export async function markRelayed(pool: Pool, inputs: RawInput[]): Promise<void> {
  await pool.query('update chat_input set relayed_at = now() where id = any($1::bigint[])', [
    inputs.map(({ id }) => id),
  ]);
}

/** Number of the last input that was accepted and not decided yet, 0 when there is none; and what time it is. */
export async function lastPendingInput(sql: Sql, clientId: string): Promise<{ after: number; now: number }> {
  const { rows } = await sql.query<{ last: string | null; now: Date }>(
    `select max(id) as last, date_trunc('milliseconds', clock_timestamp()) as now
     from chat_input where client_id = $1 and decided_at is null`,
    [clientId],
  );
  return { after: Number(rows[0]?.last ?? 0), now: rows[0]?.now.getTime() ?? 0 };
}

/** More than a client has under way, and far below the engine's payload limit. */
const UNDECIDED_MAX = 1_000;

/**
 * From where a run begins that continues no other one: the state of the open chat as of its last saved decision, and
 * everything accepted since, in order. One statement and so one moment: an input is either in the state or undecided.
 */
export async function loadChat(sql: Sql, clientId: string): Promise<Kept> {
  const { rows } = await sql.query<KeptRow>(
    `select page_id, phone, email, profile_at is not null as "profileKnown",
       (select state from chat where ${openOf('client.id')}) as carried,
       (select trail -> -1 from chat where ${openOf('client.id')}
         and (trail -> -1 ->> 'seq')::int = seq) as saved,
       (select value from installation where name = 'epoch') as epoch,
       (select max(id) from chat_input where client_id = client.id) as newest,
       (select coalesce(json_agg(i order by i.id), '[]') from (
         select id, kind, chat_id, message_id, at, facts, null as settings from chat_input
         where client_id = client.id and decided_at is null order by id limit $2) i) as undecided
     from client where id = $1`,
    [clientId, UNDECIDED_MAX],
  );
  const row = rows[0];
  if (!row) return NOTHING_KEPT;
  const rules = await readRules(sql, row.page_id);
  const carried = readCarried(row.carried);
  const decidedBy = carried?.settings;
  const undecided = row.undecided.map((input) => rawInput({ ...input, at: new Date(input.at) }));
  return {
    carried,
    undecided,
    accepted: undecided.length < UNDECIDED_MAX ? Number(row.newest ?? 0) : (undecided.at(-1)?.id ?? 0),
    rules,
    before: decidedBy !== undefined && decidedBy < rules.revision ? await readRules(sql, row.page_id, decidedBy) : null,
    known: { ...(row.phone ? { phone: row.phone } : {}), ...(row.email ? { email: row.email } : {}) },
    profileKnown: row.profileKnown,
    saved: row.saved && { token: row.saved.token, run: row.saved.run, epoch: row.saved.epoch ?? 0 },
    ...(row.epoch && { epoch: row.epoch }),
  };
}

const NOTHING_KEPT: Kept = {
  carried: null,
  undecided: [],
  accepted: 0,
  rules: NO_RULES,
  before: null,
  known: {},
  profileKnown: true,
};

interface KeptRow {
  page_id: string;
  phone: string | null;
  email: string | null;
  profileKnown: boolean;
  carried: unknown;
  saved: Kin | null;
  epoch: Epoch | null;
  newest: string | null;
  undecided: UndecidedRow[];
}

type UndecidedRow = Omit<InputRow, 'at'> & { at: string };
