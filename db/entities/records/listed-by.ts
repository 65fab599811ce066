/** The indexes by which a list of what is not archived is read, each of an order by its name, and counted. */
export function listedBy(table: string, orders: Record<string, string>): { name: string; expression: string }[] {
  const index = (name: string, rest: string) => ({
    name: `${table}_${name}_index`,
    expression: `create index ${table}_${name}_index on ${table} ${rest} where archived_at is null`,
  });
  return [
    index('list', '(number) include (id, folded)'),
    index('count', '(status_id, source_id, owner_id)'),
    ...Object.entries(orders).map(([name, key]) => index(name, `(${key}, number)`)),
  ];
}
