import { ApiError } from '#lib/api/error.ts';
import type { Chat, ChatStatus, FailureReason, PageHealth, Role } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { isTemplate, templateName } from '#lib/settings/templates/template-words.ts';
import { own } from '#workflows/settings/own.ts';

export function statusWord(status: ChatStatus): string {
  const words = {
    new: m.status_new,
    answered: m.status_answered,
    in_progress: m.status_in_progress,
    finished: m.status_finished,
  };
  return words[status]();
}

export function roleWord(role: Role): string {
  return { operator: m.role_operator, admin: m.role_admin, auditor: m.role_auditor }[role]();
}

export function healthWord(health: PageHealth): string {
  const words = {
    ok: m.health_ok,
    checking: m.health_checking,
    reconnect: m.health_reconnect,
    paused: m.health_paused,
    restricted: m.health_restricted,
  };
  return words[health]();
}

export function clientName(client: Pick<Chat['client'], 'firstName' | 'lastName'>): string {
  return `${client.firstName} ${client.lastName}`.trim() || m.client_without_name();
}

/** Whether the chat said it by itself. */
export function isAutomatic(kind: string): boolean {
  return isTemplate(kind);
}

/** Which automatic message it is, inside a sentence: "чекання". */
export function automaticName(kind: string): string {
  return templateName(kind).toLocaleLowerCase();
}

/** A number as it is read; Ukrainian ones in their groups. */
export function phoneWords(phone: string): string {
  return phone.replace(/^(\+380)(\d\d)(\d{3})(\d\d)(\d\d)$/u, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
}

/** A client's name inside a sentence of ours: whatever signs it holds, the rest of the sentence keeps its direction. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** Why a message is not with the client, in plain words. */
export function reasonWord(reason: FailureReason | null): string {
  const words: Record<string, () => string> = {
    window_closed: m.reason_window_closed,
    person_unavailable: m.reason_person_unavailable,
    no_such_person: m.reason_no_such_person,
    permission: m.reason_permission,
    human_agent_not_allowed: m.reason_human_agent_not_allowed,
    bad_message: m.reason_bad_message,
    page_restricted: m.reason_page_restricted,
    policy_blocked: m.reason_policy_blocked,
    token_broken: m.reason_token_broken,
    token_of_another: m.reason_token_of_another,
    page_without_key: m.reason_page_without_key,
    not_sendable: m.reason_not_sendable,
    rate_limited: m.reason_rate_limited,
    facebook_unavailable: m.reason_facebook_unavailable,
    no_confirmation: m.reason_no_confirmation,
    database_restored: m.reason_database_restored,
    not_found_at_facebook: m.reason_not_found_at_facebook,
    not_linked: m.reason_document_not_linked,
    no_client: m.reason_document_not_linked,
    not_issued: m.reason_document_cancelled,
    chat_finished: m.reason_chat_finished,
    too_large: m.reason_too_large,
  };
  return (own(words, reason?.code ?? '') ?? m.reason_other)();
}

/** What went wrong with something this person asked for. The server's own sentence is already in their language. */
export function problemWords(error: unknown): string {
  if (!(error instanceof ApiError)) return m.problem_unexpected();
  const name = personIn(error);
  if (error.code === 'ALREADY_TAKEN' && name) return m.problem_already_taken({ name });
  if (error.code === 'CHAT_FINISHED' && name) return m.problem_finished_by({ name });
  if (error.code === 'ENGINE_UNAVAILABLE') return m.problem_engine();
  if (error.code === 'FILES_UNAVAILABLE') return m.problem_files();
  if (error.code === 'SLOW') return m.problem_slow();
  if (error.code === 'MAY_STILL_HAPPEN') return m.problem_may_still_happen();
  if (error.status === 0) return m.problem_offline();
  // Nothing broke: the server says what took its time.
  if (error.code === 'TOO_SLOW' || error.code === 'BUSY') return error.message;
  if (error.status >= 500) return m.problem_server();
  return error.message || m.problem_unexpected();
}

function personIn(error: ApiError): string | null {
  const by = error.details['by'];
  return typeof by === 'object' && by !== null && 'name' in by ? String(by.name) : null;
}
