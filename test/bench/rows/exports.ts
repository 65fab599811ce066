import { setTimeout as delay } from 'node:timers/promises';
import type { ExportBody } from '#api/exports/schema.ts';
import type { ExportFormat } from '#db/entities/file.ts';
import type { Scale } from '../scale.ts';
import type { Filled } from '../stage/fill.ts';
import { settledMemory, worstMemory } from '../stage/memory.ts';
import type { Stage } from '../stage/stage.ts';
import type { Finding } from '../report/row.ts';
import { sizeOf } from './lists.ts';

const FORMATS: ExportFormat[] = ['csv', 'xlsx', 'print', 'pdf'];
const LOOK_EVERY_MS = 25;

/** By how much the worker grows while it writes all chats into a file, and how soon a small file is there. */
export async function measureExports(stage: Stage, scale: Scale, { chats, longest }: Filled): Promise<Finding[]> {
  const conversation = { kind: 'transcript', format: 'pdf', number: longest === 1 ? 2 : 1 };
  // What draws is loaded with the first one.
  await secondsOf(stage, conversation);
  const findings: Finding[] = [
    soon('a short conversation as PDF is there after', await secondsOf(stage, conversation)),
  ];
  for (const format of FORMATS) {
    const before = await settledMemory(stage.stack, scale.seconds * 1_000);
    const worst = await worstMemory(stage.stack, () => secondsOf(stage, { kind: 'chats', format }));
    findings.push({
      name: `${sizeOf(chats)} chats as ${format}: the worker grows by`,
      unit: 'MB',
      figure: worst.worker - before.worker,
      goal: { is: 'at most', must: 60 },
    });
  }
  return findings;
}

const soon = (name: string, figure: number): Finding => ({ name, unit: 's', figure, goal: { is: 'at most', must: 1 } });

/** From asking for a file until it can be fetched. */
async function secondsOf({ desk }: Stage, asked: object): Promise<number> {
  const since = performance.now();
  const { id } = await desk.must<{ id: string }>('POST', '/api/exports', { timeZone: 'Europe/Kyiv', ...asked });
  for (;;) {
    const { state } = await desk.get<ExportBody>(`/api/exports/${id}`);
    if (state === 'done') return (performance.now() - since) / 1_000;
    if (state !== 'waiting' && state !== 'running') throw new Error(`the export is ${state}`);
    await delay(LOOK_EVERY_MS);
  }
}
