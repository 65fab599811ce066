import type { Sql } from '#db/connection/transaction.ts';

/** Whether the page is one of those the employee was given. */
export async function hasAccess(sql: Sql, employeeId: string, pageId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from page_access where employee_id = $1 and page_id = $2', [
    employeeId,
    pageId,
  ]);
  return rowCount === 1;
}

/** Whether the employee was given any page. */
export async function isGivenPages(sql: Sql, employeeId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from page_access where employee_id = $1 limit 1', [employeeId]);
  return rowCount === 1;
}

/** Which pages the employee was given. */
export async function listAccess(sql: Sql, employeeId: string): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    'select page_id::text as id from page_access where employee_id = $1',
    [employeeId],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function setPages(tx: Sql, employeeId: string, pageIds: string[]): Promise<void> {
  await tx.query('delete from page_access where employee_id = $1', [employeeId]);
  await tx.query('insert into page_access (page_id, employee_id) select id, $1 from page where id = any($2::uuid[])', [
    employeeId,
    pageIds,
  ]);
}

export async function setEmployees(tx: Sql, pageId: string, employeeIds: string[]): Promise<void> {
  await tx.query('delete from page_access where page_id = $1', [pageId]);
  await tx.query(
    'insert into page_access (page_id, employee_id) select $1, id from employee where id = any($2::text[])',
    [pageId, employeeIds],
  );
}
