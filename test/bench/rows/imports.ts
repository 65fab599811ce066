import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import type { importSchema } from '#api/imports/schema.ts';
import type { Scale } from '../scale.ts';
import type { Finding } from '../report/row.ts';
import { settledMemory, worstMemory } from '../stage/memory.ts';
import type { Stage } from '../stage/stage.ts';

type ImportBody = z.infer<typeof importSchema>;

const LOOK_EVERY_MS = 100;

/**
 * By how much the worker grows while it reads, checks and brings in a file of contacts, and the same of one ten times
 * as long. Each begins with a worker that has just been started, so that neither finds what the other has left.
 */
export async function measureImports(stage: Stage, { seconds, imported }: Scale): Promise<Finding[]> {
  const grown: number[] = [];
  const findings: Finding[] = [];
  for (const rows of [imported / 10, imported]) {
    await stage.stack.worker.down('SIGTERM');
    await stage.stack.worker.up();
    const before = await settledMemory(stage.stack, seconds * 1_000);
    const since = performance.now();
    const worst = await worstMemory(stage.stack, () => bringIn(stage, rows));
    const took = (performance.now() - since) / 1_000;
    grown.push(worst.worker - before.worker);
    findings.push(
      { name: `import of ${rows} rows: the worker grows by`, unit: 'MB', figure: worst.worker - before.worker },
      { name: `import of ${rows} rows: the API grows by`, unit: 'MB', figure: worst.api - before.api },
      { name: `import of ${rows} rows: brought in`, unit: '/s', figure: rows / took },
    );
  }
  const [few = NaN, many = NaN] = grown;
  const name = 'import of ten times as many rows: the worker grows by so many times as much';
  return [...findings, { name, unit: '', figure: many / few, goal: { is: 'at most', must: 2 } }];
}

/** From the file to the last contact. */
async function bringIn({ desk }: Stage, rows: number): Promise<void> {
  const sent = await fetch(`${desk.url}/api/imports`, {
    method: 'POST',
    headers: { ...desk.credentials, 'content-type': 'application/octet-stream', 'x-file-name': `rows-${rows}.csv` },
    body: fileOf(rows),
  });
  if (sent.status !== 201) throw new Error(`the import is refused: ${sent.status} ${await sent.text()}`);
  const { id } = (await sent.json()) as ImportBody;
  await untilIs(desk, id, 'ready');
  await desk.must('PUT', `/api/imports/${id}/started`);
  await untilIs(desk, id, 'done');
}

async function untilIs(desk: Stage['desk'], id: string, wanted: ImportBody['state']): Promise<void> {
  for (;;) {
    const { state } = await desk.get<ImportBody>(`/api/imports/${id}`);
    if (state === wanted) return;
    if (state === 'failed' || state === 'cancelled') throw new Error(`the import is ${state}`);
    await delay(LOOK_EVERY_MS);
  }
}

/** Of people whom nobody knows yet: each time others. */
function fileOf(rows: number): string {
  const run = Date.now() % 1_000_000;
  const line = (n: number): string =>
    `Особа ${run} ${n},+38063${String((run * 7 + n) % 10_000_000).padStart(7, '0')},p-${run}-${n}@import.example,Опт`;
  return ['Ім’я,Телефон,E-mail,Сегмент', ...Array.from({ length: rows }, (_, n) => line(n))].join('\n');
}
