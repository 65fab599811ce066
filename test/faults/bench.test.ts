import { expect, test } from 'vitest';
import { filledMeasures, measures } from '#test/bench/measures.ts';
import type { Row } from '#test/bench/report/row.ts';
import { runMeasures } from '#test/bench/run.ts';
import { tiny } from '#test/bench/scale.ts';
import { bringUpStage } from '#test/bench/stage/stage.ts';

/** Not what they find: that is no matter for a test. */
test('every measure of the bench runs and finds something', async () => {
  const stage = await bringUpStage();
  try {
    const filled = filledMeasures.map((measure) => ({ ...measure, from: 0 }));
    const rows: Row[] = [];
    await runMeasures(rows, stage, { measures, filled }, tiny, () => undefined);
    const found = new Set(rows.map(({ section }) => section.replace(/ --fill.*/, '')));
    expect([...found]).toEqual([...measures, ...filled].map(({ name }) => name));
    expect(rows.filter(({ figures }) => figures.length === 0)).toEqual([]);
  } finally {
    await stage.close();
  }
});
