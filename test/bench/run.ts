import type { Measure } from './measures.ts';
import { gather, type Row } from './report/row.ts';
import type { Scale } from './scale.ts';
import type { Stage } from './stage/stage.ts';

/** Takes every measure round by round; a first one, which nobody counts, warms up what is measured more than once. */
export async function runMeasures(stage: Stage, chosen: Measure[], scale: Scale): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of chosen) {
    const rounds = measure.once ? 1 : scale.rounds;
    for (let round = 1; round <= rounds; round += 1) {
      console.error(`measuring ${measure.name}${rounds > 1 ? `, round ${round} of ${rounds}` : ''} …`);
      gather(rows, await measure.run(stage, scale));
    }
  }
  return rows;
}
