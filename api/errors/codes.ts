import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ACCESS_ERRORS } from '../access/errors.ts';
import { ANALYTICS_ERRORS } from '../analytics/errors.ts';
import { BIN_ERRORS } from '../bin/errors.ts';
import { BULK_ERRORS } from '../bulk/errors.ts';
import { CHAT_ERRORS } from '../chats/errors.ts';
import { CODEC_ERRORS } from '../codec/errors.ts';
import { COMPANY_ERRORS } from '../companies/errors.ts';
import { CONTACT_ERRORS } from '../contacts/errors.ts';
import { DOCUMENT_ERRORS } from '../documents/errors.ts';
import { TEMPLATE_ERRORS } from '../document-templates/errors.ts';
import { LINK_ERRORS } from '../shared-documents/errors.ts';
import { ENGINE_ERRORS } from '../engine/errors.ts';
import { EXPORT_ERRORS } from '../exports/errors.ts';
import { FACEBOOK_ERRORS } from '../facebook/errors.ts';
import { FILE_ERRORS } from '../files/errors.ts';
import { GOLDEN_ERRORS } from '../golden/errors.ts';
import { HOOK_ERRORS } from '../hooks/errors.ts';
import { HTTP_ERRORS } from '../http/errors.ts';
import { IMPORT_ERRORS } from '../imports/errors.ts';
import { MESSAGE_ERRORS } from '../messages/errors.ts';
import { NEIGHBOUR_ERRORS } from '../neighbour/errors.ts';
import { PAGE_ERRORS } from '../pages/errors.ts';
import { READY_REPLY_ERRORS } from '../ready-replies/errors.ts';
import { RECORD_ERRORS } from '../records/errors.ts';
import { SEARCH_ERRORS } from '../search/errors.ts';
import { SESSION_ERRORS } from '../session/errors.ts';
import { SETTINGS_ERRORS } from '../settings/errors.ts';
import { WEBHOOK_ERRORS } from '../webhooks/errors.ts';

/** Every code with which the API refuses or fails; each stands beside its noun. */
export const ERRORS = {
  ...HTTP_ERRORS,
  ...ACCESS_ERRORS,
  ...SESSION_ERRORS,
  ...WEBHOOK_ERRORS,
  ...CHAT_ERRORS,
  ...BULK_ERRORS,
  ...BIN_ERRORS,
  ...MESSAGE_ERRORS,
  ...CONTACT_ERRORS,
  ...COMPANY_ERRORS,
  ...DOCUMENT_ERRORS,
  ...TEMPLATE_ERRORS,
  ...LINK_ERRORS,
  ...SETTINGS_ERRORS,
  ...GOLDEN_ERRORS,
  ...FACEBOOK_ERRORS,
  ...FILE_ERRORS,
  ...EXPORT_ERRORS,
  ...IMPORT_ERRORS,
  ...NEIGHBOUR_ERRORS,
  ...ANALYTICS_ERRORS,
  ...PAGE_ERRORS,
  ...HOOK_ERRORS,
  ...READY_REPLY_ERRORS,
  ...RECORD_ERRORS,
  ...SEARCH_ERRORS,
  ...CODEC_ERRORS,
  ...ENGINE_ERRORS,
} as const;

export type ErrorCode = keyof typeof ERRORS;

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return ERRORS[code].status;
}
