import { isDeepStrictEqual } from 'node:util';
import type { ClientBase } from 'pg';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Choice, Policy, Question } from '#workflows/routing/vocabulary.ts';

interface Row {
  id: string;
  question: Omit<Question, 'policy'>;
  policy: Policy;
  choice: Choice;
}

/**
 * Records of choices which the pure function, asked again, would not choose. Every test database is asked before it is
 * dropped.
 */
export async function differingRecords(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await client.query<Row>(
    `select r.id, r.question, r.choice, p.policy from routing_record r join routing_policy p on p.hash = r.policy_hash`,
  );
  return rows.flatMap(({ id, question, policy, choice }) =>
    isDeepStrictEqual(chooseOperator({ ...question, policy }), choice) ? [] : [id],
  );
}
