/**
 * What goes out of a page; and, by which its health is told, what came to it by time and what was refused there. What
 * came is for whoever asks in these very words: else plans of an empty database would take it for all pages.
 */
export const BY_PAGE = [
  {
    name: 'message_page_outbox_index',
    expression: `create index message_page_outbox_index on message (page_id, seq)
      where direction = 'out' and state in ('queued', 'sending', 'held', 'unknown')`,
  },
  {
    name: 'message_page_received_index',
    expression: `create index message_page_received_index on message (page_id, at) where direction || '' = 'in'`,
  },
  {
    name: 'message_page_failed_index',
    expression: `create index message_page_failed_index on message (page_id, at) where state = 'failed'`,
  },
];
