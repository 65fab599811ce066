import { openOf } from '#db/chats/open.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Kin } from '#db/decisions/lineage.ts';
import { newestVersions, type NewestVersion, readRules, rulesIn } from '#db/settings/read.ts';
import type { Epoch, Kept } from '#workflows/chat/needs.ts';
import { readCarried } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { rawInput, type InputRow } from './raw-input.ts';

/** More than a client has under way, and far below the engine's payload limit. */
const UNDECIDED_MAX = 1_000;

/**
 * From where a run begins that continues no other one: the state of the open chat as of its last saved decision, and
 * everything accepted since, in order. One statement and so one moment: an input is either in the state or undecided.
 */
export async function loadChat(sql: Sql, clientId: string): Promise<Kept> {
  const { rows } = await sql.query<KeptRow>({
    name: 'load-chat',
    text: `select page_id, phone, email, profile_at is not null as "profileKnown",
       (select state from chat where ${openOf('client.id')}) as carried,
       (select trail -> -1 from chat where ${openOf('client.id')}
         and (trail -> -1 ->> 'seq')::int = seq) as saved,
       (select value from installation where name = 'epoch') as epoch,
       (select max(id) from chat_input where client_id = client.id) as newest,
       (select coalesce(json_agg(i order by i.id), '[]') from (
         select id, kind, chat_id, message_id, at, facts, null as settings from chat_input
         where client_id = client.id and decided_at is null order by id limit $2) i) as undecided,
       ${newestVersions('client.page_id')} as versions
     from client where id = $1`,
    values: [clientId, UNDECIDED_MAX],
  });
  const row = rows[0];
  if (!row) return NOTHING_KEPT;
  const rules = rulesIn(row.versions);
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
  versions: NewestVersion[];
}

type UndecidedRow = Omit<InputRow, 'at'> & { at: string };
