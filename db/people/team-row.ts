import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface TeamRow {
  id: string;
  name: string;
  members: Person[];
  createdAt: Date;
}

/** Who was deactivated stays a member, unseen: they may come back. */
const COLUMNS = `t.id, t.name, t.created_at as "createdAt",
  coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name) order by e.name collate "uk-x-icu", e.id)
  from team_member m join employee e on e.id = m.employee_id where m.team_id = t.id and e.active), '[]') as members`;

export async function listTeams(sql: Sql): Promise<TeamRow[]> {
  return (await sql.query<TeamRow>(`select ${COLUMNS} from team t order by t.name collate "uk-x-icu", t.id`)).rows;
}

export async function readTeam(tx: Sql, id: string): Promise<TeamRow | null> {
  return (await tx.query<TeamRow>(`select ${COLUMNS} from team t where t.id = $1`, [id])).rows[0] ?? null;
}
