import type { Scale } from '../scale.ts';
import { request } from '../sending/request.ts';
import { Wire } from '../sending/wire.ts';
import { hirePeople, PASSWORD } from '../stage/people.ts';
import type { Stage } from '../stage/stage.ts';
import { type Finding, quantile } from '../report/row.ts';

/** At nine in the morning a whole company logs in, and all of it comes from its proxy's address. */
export async function measureLogIns({ stack, desk }: Stage, scale: Scale): Promise<Finding[]> {
  const people = await hirePeople(stack, scale.streams);
  const since = performance.now();
  const answers = await Promise.all(
    people.map(async ({ email }) => {
      const wire = new Wire(desk.url);
      const body = JSON.stringify({ email, password: PASSWORD });
      const { status } = await wire.ask(
        request('POST', `${desk.url}/api/session`, { 'content-type': 'application/json' }, body),
      );
      wire.close();
      return { status, ms: performance.now() - since };
    }),
  );
  const letIn = answers.filter(({ status }) => status === 201).map(({ ms }) => ms);
  const name = `${people.length} people log in at once from one address`;
  return [
    { name: `${name}: let in`, unit: '', figure: letIn.length, goal: { is: 'at least', must: people.length } },
    { name: `${name}: the last after`, unit: 'ms', figure: quantile(letIn, 1) },
  ];
}
