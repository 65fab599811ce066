import type { Pool } from 'pg';

export interface AuditEntry {
  kind:
    | 'logged_in'
    | 'log_in_refused'
    | 'log_in_blocked'
    | 'logged_out'
    | 'password_changed'
    | 'employee_added'
    | 'employee_changed'
    | 'page_connected'
    | 'page_changed'
    | 'token_made'
    | 'token_removed'
    | 'settings_published'
    | 'settings_draft_discarded'
    | 'golden_chat_pinned'
    | 'golden_chat_unpinned'
    | 'file_uploaded'
    | 'contact_added'
    | 'contact_changed'
    | 'leave_added'
    | 'leave_removed'
    | 'team_added'
    | 'team_changed'
    | 'team_removed'
    | 'trouble_tried_again';
  employeeId?: string | null;
  address?: string | null;
  detail?: Record<string, unknown>;
}

/** Notes who did what to the installation. Ids and codes only. */
export async function audit(pool: Pool, entry: AuditEntry): Promise<void> {
  await pool.query('insert into audit (kind, employee_id, address, detail) values ($1, $2, $3, $4)', [
    entry.kind,
    entry.employeeId ?? null,
    entry.address ?? null,
    JSON.stringify(entry.detail ?? {}),
  ]);
}
