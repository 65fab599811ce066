import type { Scale } from '../scale.ts';
import { settledMemory, worstMemory } from '../stage/memory.ts';
import type { Stage } from '../stage/stage.ts';
import type { Finding } from '../report/row.ts';
import { burst } from './burst.ts';

/** Resident memory of the API and the worker, when nothing is to be done and at its worst in a burst. */
export async function measureMemory(stage: Stage, { burst: size, seconds }: Scale): Promise<Finding[]> {
  const idle = await settledMemory(stage.stack, seconds * 1_000);
  const worst = await worstMemory(stage.stack, () => burst(stage, size));
  const row = (name: string, figure: number, must?: number): Finding => ({
    name: `memory ${name}`,
    unit: 'MB',
    figure,
    ...(must === undefined ? {} : { goal: { is: 'at most', must } }),
  });
  return [
    row('idle: API', idle.api),
    row('idle: worker', idle.worker),
    row('idle: both', idle.both, 250),
    row('in the burst: API', worst.api),
    row('in the burst: worker', worst.worker),
    row('in the burst: both', worst.both, 375),
  ];
}
