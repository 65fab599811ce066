import { setTimeout as delay } from 'node:timers/promises';
import { measureAcceptance } from './acceptance.ts';
import { measureBurst } from './burst.ts';
import { measureOutage } from './outage.ts';
import { measureSealing } from './sealing.ts';
import { measureSight } from './sight.ts';
import { bringUpStage, type Stage } from './stage.ts';
import { allHold, print, type Row } from './table.ts';
import { measureWhatIf } from './what-if.ts';

/**
 * `npm run bench`: what the product does on this machine, beside bare counterparts and the targets. `--quick`: 40
 * seconds.
 */
const isQuick = process.argv.includes('--quick');
const measures: [string, (stage: Stage) => Promise<Row[]>][] = [
  ['acceptance', (stage) => measureAcceptance(stage, isQuick ? 2 : 5, isQuick ? 1.5 : 4)],
  ['sight', (stage) => measureSight(stage, isQuick ? 25 : 150)],
  ['burst', (stage) => measureBurst(stage, isQuick ? 1 : 3)],
  ['sealing', () => measureSealing(isQuick ? 10 : 50)],
  ['what if', () => Promise.resolve(measureWhatIf(isQuick ? 3 : 9))],
  ['outage', (stage) => measureOutage(stage, isQuick ? 2 : 6)],
];

console.error('bringing everything up …');
const stage = await bringUpStage();
try {
  const memory = await watchMemory(stage);
  const rows: Row[] = [];
  for (const [name, measure] of measures) {
    console.error(`measuring ${name} …`);
    rows.push(...(await measure(stage)));
  }
  rows.push(...memory.rows());
  print(rows);
  process.exitCode = allHold(rows) ? 0 : 1;
} finally {
  await stage.close();
}

async function watchMemory(on: Stage) {
  await delay(1_500);
  const idle = await on.memory();
  let worst = idle;
  const timer = setInterval(() => void on.memory().then((now) => (worst = Math.max(worst, now))), 500);
  return {
    rows(): Row[] {
      clearInterval(timer);
      return [
        { name: 'memory of API and worker, idle', unit: 'MB', figure: idle, goal: { is: 'at most', must: 300 } },
        { name: 'memory, worst ÷ idle', unit: '×', figure: worst / idle, goal: { is: 'at most', must: 1.5 } },
      ];
    },
  };
}
