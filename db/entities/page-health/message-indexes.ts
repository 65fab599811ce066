/** What goes out of a page; and, by which its health is told, what came to it by time and what was refused there. */
export const BY_PAGE = [
  {
    name: 'message_page_outbox_index',
    expression: `create index message_page_outbox_index on message (page_id, seq)
      where direction = 'out' and state in ('queued', 'sending', 'held', 'unknown')`,
  },
  {
    name: 'message_page_received_index',
    expression: `create index message_page_received_index on message (page_id, direction, at)`,
  },
  {
    name: 'message_page_failed_index',
    expression: `create index message_page_failed_index on message (page_id, at) where state = 'failed'`,
  },
];
