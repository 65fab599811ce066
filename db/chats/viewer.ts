/** Whose eyes: null sees every page, else the pages the employee has access to. */
export type Viewer = { employeeId: string } | null;

/** SQL for *this viewer may see chat c*; `$n` is the viewer's employee id or null. */
export const visibleTo = (n: number): string =>
  `($${n}::text is null or exists (select 1 from page_access a where a.page_id = c.page_id and a.employee_id = $${n}))`;
