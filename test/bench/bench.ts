import { measureFloor } from './floor.ts';
import { readOptions } from './options.ts';
import { compare } from './report/compare.ts';
import { writeDocs } from './report/docs.ts';
import { beginRun, keep, type KeptRun, readRun } from './report/kept.ts';
import { growthOf } from './report/growth.ts';
import { allHold, gather, type Row } from './report/row.ts';
import { isStep, stepsOf, WHO } from './report/steps.ts';
import { print, printCells } from './report/table.ts';
import { runMeasures } from './run.ts';
import { bringUpStage } from './stage/stage.ts';

/** `npm run bench`: what the product does on this machine, beside its bare limits and the targets. */
const options = readOptions(process.argv.slice(2));
const before = options.compare === undefined ? undefined : readRun(options.compare);

if (before && options.after !== undefined) compare(before, readRun(options.after));
else await measure();

function printSteps(rows: Row[], who: string): void {
  const steps = stepsOf(rows, who);
  if (steps.length > 0) printCells([[`since the post, ${who}`, 'p50', 'p95'], ...steps]);
}

async function measure(): Promise<void> {
  const run = beginRun(options.scale.name);
  const { rows } = run;
  console.error('bringing everything up …');
  const stage = await bringUpStage(options.folder);
  // Who has no time for the rest gets what is there; the processes end with this one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      report(run);
      process.exit(1);
    });
  try {
    gather(rows, 'floor', await measureFloor(stage.stack));
    await runMeasures(rows, stage, options.chosen, options.scale, console.error);
    report(run);
    process.exitCode = allHold(rows) ? 0 : 1;
  } finally {
    await stage.close();
  }
}

function report(run: KeptRun): void {
  print(run.rows.filter((row) => !isStep(row)));
  for (const who of WHO) printSteps(run.rows, who);
  printCells(growthOf(run.rows));
  if (options.writesDocs) writeDocs(run);
  if (options.json !== undefined) keep(options.json, run);
  if (before) compare(before, run);
}
