import { PAGE_FIELDS } from '#workflows/page/fields.ts';

/** Without these nothing can be connected. */
export const NEEDED_SCOPES = ['pages_show_list', 'pages_messaging', 'pages_manage_metadata'] as const;

/** What the dialog asks for; those that are not needed make names and businesses' pages known. */
export const ASKED_SCOPES = [...NEEDED_SCOPES, 'pages_read_engagement', 'business_management'] as const;

/** What Meta is to tell of a page: all that its own workflow looks after, and what else is read. */
export const SUBSCRIBED_FIELDS = [...PAGE_FIELDS, 'messaging_in_thread_lead_form_submit'];
