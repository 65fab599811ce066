import type { Pool } from 'pg';

export interface AuditEntry {
  kind:
    | 'logged_in'
    | 'log_in_refused'
    | 'log_in_blocked'
    | 'logged_out'
    | 'session_refused'
    | 'session_ended'
    | 'entry_ended'
    | 'password_changed'
    | 'password_refused'
    | 'employee_added'
    | 'employee_changed'
    | 'page_connected'
    | 'page_changed'
    | 'page_removed'
    | 'facebook_app_changed'
    | 'facebook_login_begun'
    | 'token_made'
    | 'token_removed'
    | 'payloads_decoded'
    | 'payloads_encoded'
    | 'settings_published'
    | 'settings_draft_discarded'
    | 'golden_chat_pinned'
    | 'golden_chat_unpinned'
    | 'file_uploaded'
    | 'export_made'
    | 'event_read'
    | 'contact_added'
    | 'contact_changed'
    | 'contact_removed'
    | 'contacts_merged'
    | 'contacts_parted'
    | 'import_added'
    | 'import_started'
    | 'import_removed'
    | 'company_added'
    | 'company_changed'
    | 'document_template_added'
    | 'document_template_changed'
    | 'document_template_archived'
    | 'document_template_restored'
    | 'source_added'
    | 'source_changed'
    | 'status_added'
    | 'status_changed'
    | 'lead_added'
    | 'lead_changed'
    | 'order_added'
    | 'order_changed'
    | 'order_linked'
    | 'order_unlinked'
    | 'lead_converted'
    | 'lead_conversion_undone'
    | 'lead_linked'
    | 'lead_unlinked'
    | 'analytics_changed'
    | 'webhook_added'
    | 'webhook_changed'
    | 'webhook_removed'
    | 'webhook_sent_again'
    | 'neighbour_changed'
    | 'neighbour_asked'
    | 'neighbour_withdrawn'
    | 'leave_added'
    | 'leave_removed'
    | 'team_added'
    | 'team_changed'
    | 'team_removed'
    | 'ready_reply_added'
    | 'ready_reply_changed'
    | 'ready_reply_removed'
    | 'chat_deleted'
    | 'chat_restored'
    | 'chats_purged'
    | 'document_issued'
    | 'document_cancelled'
    | 'document_paid'
    | 'document_sent'
    | 'bulk_begun'
    | 'bulk_cancelled'
    | 'trouble_tried_again';
  employeeId?: string | null;
  address?: string | null;
  detail?: Record<string, unknown>;
}

/** What of these fields is another one now: how it was and how it is. */
export function fromTo<Row>(
  before: Row,
  after: Row,
  fields: (keyof Row)[],
): Record<string, { from: unknown; to: unknown }> {
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

/**
 * Notes who did what to the installation. Ids and codes only: no names, no addresses of accounts, nothing that somebody
 * typed.
 */
export async function audit(pool: Pool, entry: AuditEntry): Promise<void> {
  await pool.query('insert into audit (kind, employee_id, address, detail) values ($1, $2, $3, $4)', [
    entry.kind,
    entry.employeeId ?? null,
    entry.address ?? null,
    JSON.stringify(entry.detail ?? {}),
  ]);
}

/** A cookie was shown by another browser than it was given to: once an hour and address, however often they try. */
export async function noteStranger(
  pool: Pool,
  { sessionId, employeeId, address }: { sessionId: string; employeeId: string; address: string | null },
): Promise<void> {
  await pool.query(
    `insert into audit (kind, employee_id, address, detail)
     select 'session_refused', $1, $2, jsonb_build_object('sessionId', $3::text, 'reason', 'another_browser')
     where not exists (
       select from audit where kind = 'session_refused' and at > now() - interval '1 hour'
         and detail->>'sessionId' = $3 and address is not distinct from $2)`,
    [employeeId, address, sessionId],
  );
}
