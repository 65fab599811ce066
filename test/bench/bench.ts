import { measureFloor } from './floor.ts';
import { readOptions } from './options.ts';
import { compare } from './report/compare.ts';
import { keep, readRun, runOf } from './report/kept.ts';
import { allHold, gather } from './report/row.ts';
import { print } from './report/table.ts';
import { runMeasures } from './run.ts';
import { bringUpStage } from './stage/stage.ts';

/** `npm run bench`: what the product does on this machine, beside its bare limits and the targets. */
const options = readOptions(process.argv.slice(2));
const before = options.compare === undefined ? undefined : readRun(options.compare);

if (before && options.after !== undefined) compare(before, readRun(options.after));
else await measure();

async function measure(): Promise<void> {
  console.error('bringing everything up …');
  const stage = await bringUpStage(options.folder);
  try {
    const rows = await runMeasures(stage, options.chosen, options.scale);
    gather(rows, await measureFloor(stage.stack));
    print(rows);
    const run = runOf(options.scale.name, rows);
    if (options.json !== undefined) keep(options.json, run);
    if (before) compare(before, run);
    process.exitCode = allHold(rows) ? 0 : 1;
  } finally {
    await stage.close();
  }
}
