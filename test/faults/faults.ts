import { parseArgs } from 'node:util';
import { rows } from './rows/index.ts';
import type { Row } from './rows/row.ts';
import { type Report, runRow } from './rig/run.ts';
import { long, short } from './rig/scale.ts';
import { bringUpStack } from './rig/stack.ts';

/** `npm run faults`: the fault table under the standard load, several seeds each. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: rows.map(({ id }) => id).join() },
    seeds: { type: 'string', default: '3' },
    seed: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const asked = values.rows.split(',');
const unknown = asked.filter((id) => !rows.some((row) => row.id === id));
if (unknown.length > 0) throw new Error(`no such rows: ${unknown.join(', ')}`);
const seeds =
  values.seed === undefined ? Array.from({ length: Number(values.seeds) }, (_, n) => n + 1) : [Number(values.seed)];
const scale = values.short ? short : long;

let [passed, failed] = [0, 0];
let stack = await bringUpStack();
try {
  console.log(
    `${'row'.padEnd(5)} seed | lost | doubled | out of order | wrong state | worst ack | healthy after | messages | ` +
      'answers (unknown)',
  );
  const runs = rows.filter(({ id }) => asked.includes(id)).flatMap((row) => seeds.map((seed) => ({ row, seed })));
  for (const [n, { row, seed }] of runs.entries()) {
    await runOne(row, seed);
    if (row.ownStack && n < runs.length - 1) stack = await stack.close().then(() => bringUpStack());
  }
} finally {
  await stack.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runOne(row: Row, seed: number): Promise<void> {
  try {
    const report = await runRow(stack, row, seed, scale);
    if (report.faults.length === 0) passed += 1;
    else failed += 1;
    print(report);
  } catch (error) {
    failed += 1;
    console.log(`${row.id} ${seed} could not be judged: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function print({ row, seed, faults, ...report }: Report): void {
  const count = (kind: string) => String(faults.filter((fault) => fault.kind === kind).length);
  const columns = [
    count('lost').padStart(4),
    count('doubled').padStart(7),
    count('out of order').padStart(12),
    count('wrong state').padStart(11),
    `${Math.round(report.worstAckMs)} ms`.padStart(9),
    `${report.secondsToHealthy.toFixed(1)} s`.padStart(13),
    String(report.messages).padStart(8),
    `${report.answers} (${report.unknown})`,
  ];
  console.log(`${row.padEnd(5)} ${String(seed).padStart(4)} | ${columns.join(' | ')}`);
  for (const { invariant, kind, what } of faults.slice(0, 20)) console.log(`      ${invariant} ${kind}: ${what}`);
  if (faults.length > 20) console.log(`      … and ${faults.length - 20} more`);
}
