import type { FilledMeasure, Measure } from './measures.ts';
import { type Finding, gather, type Row } from './report/row.ts';
import type { Scale } from './scale.ts';
import { fillUpTo } from './stage/fill.ts';
import type { Stage } from './stage/stage.ts';

export interface Chosen {
  measures: Measure[];
  /** Taken at the end, with more and more chats. */
  filled: FilledMeasure[];
}

/** Takes every measure round by round. */
export async function runMeasures(stage: Stage, chosen: Chosen, scale: Scale): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, once, run } of chosen.measures)
    await inRounds(rows, name, once ? 1 : scale.rounds, async () => run(stage, scale));
  if (chosen.filled.length === 0) return rows;
  for (const chats of scale.fills) {
    console.error(`filling up to ${chats} chats …`);
    const filled = await fillUpTo(stage.stack, chats, scale.longest);
    for (const { name, from = 0, run } of chosen.filled)
      if (chats >= from) await inRounds(rows, name, scale.rounds, () => run(stage, scale, filled));
  }
  return rows;
}

async function inRounds(rows: Row[], name: string, rounds: number, run: () => Promise<Finding[]>): Promise<void> {
  for (let round = 1; round <= rounds; round += 1) {
    console.error(`measuring ${name}${rounds > 1 ? `, round ${round} of ${rounds}` : ''} …`);
    gather(rows, await run());
  }
}
