/** Without these nothing can be connected. */
export const NEEDED_SCOPES = ['pages_show_list', 'pages_messaging', 'pages_manage_metadata'] as const;

/** What the dialog asks for; those that are not needed make names and businesses' pages known. */
export const ASKED_SCOPES = [...NEEDED_SCOPES, 'pages_read_engagement', 'business_management'] as const;

/** What Meta is to tell of a page: everything that is read. */
export const SUBSCRIBED_FIELDS = [
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
  'messaging_in_thread_lead_form_submit',
] as const;
