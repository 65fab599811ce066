import type pg from 'pg';

interface Plan {
  'Join Type'?: string;
  'Parent Relationship'?: string;
  Output?: string[];
  Plans?: Plan[];
}

/**
 * Which columns of a statement's rows come from the side of an outer join that may find nothing. PostgreSQL does not
 * say it in the description, but its plan does; empty for what has no plan.
 */
export async function maybeMissing(client: pg.Client, text: string): Promise<boolean[]> {
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (generic_plan, verbose, format json) ${text}`,
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    const missing = plan ? missingIn(plan) : new Set<string>();
    return (plan?.Output ?? []).map((output) => missing.has(output));
  } catch {
    return [];
  }
}

/** What each plan gives of its own side that may find nothing. */
function missingIn(plan: Plan): Set<string> {
  const found = new Set<string>();
  for (const below of plan.Plans ?? []) {
    const side = below['Parent Relationship'];
    const join = plan['Join Type'];
    const isOuter = join === 'Full' || (join === 'Left' && side === 'Inner') || (join === 'Right' && side === 'Outer');
    if (isOuter) for (const output of below.Output ?? []) found.add(output);
    for (const output of missingIn(below)) found.add(output);
  }
  return found;
}
