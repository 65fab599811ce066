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

/** Takes every measure round by round, and puts what it finds to the rows. */
export async function runMeasures(rows: Row[], stage: Stage, chosen: Chosen, scale: Scale, tell: Tell): Promise<void> {
  const inRounds = roundsInto(rows, tell);
  for (const { name, once, run } of chosen.measures)
    await inRounds(name, once ? 1 : scale.rounds, async () => run(stage, scale));
  if (chosen.filled.length === 0) return;
  for (const chats of scale.fills) {
    tell(`filling up to ${chats} chats …`);
    const filled = await fillUpTo(stage.stack, chats, scale.longest, tell);
    for (const { name, from = 0, run } of chosen.filled)
      if (chats >= from) await inRounds(`${name} --fill ${chats}`, scale.rounds, () => run(stage, scale, filled));
  }
}

type Tell = (what: string) => void;

const roundsInto =
  (rows: Row[], tell: Tell) =>
  async (name: string, rounds: number, run: () => Promise<Finding[]>): Promise<void> => {
    for (let round = 1; round <= rounds; round += 1) {
      tell(`measuring ${name}${rounds > 1 ? `, round ${round} of ${rounds}` : ''} …`);
      gather(rows, name, await run());
    }
  };
