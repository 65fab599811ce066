/** The indexes in which what is not archived is counted, and a letter or two are compared with its names. */
export const countedIn = (table: string): { name: string; expression: string }[] => [
  {
    name: `${table}_list_index`,
    expression: `create index ${table}_list_index on ${table} (number) include (id, folded) where archived_at is null`,
  },
  {
    name: `${table}_count_index`,
    expression: `create index ${table}_count_index on ${table} (status_id, source_id, owner_id)
      where archived_at is null`,
  },
];
