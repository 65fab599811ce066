import type { Pool } from 'pg';
import { z } from 'zod';
import { noteUsage } from '#db/page-health/usage.ts';
import type { Graph } from '#activities/messenger/graph.ts';
import type { GraphAnswer } from '#activities/messenger/graph-call.ts';
import type { Logger } from '#platform/log.ts';

/** Below it nothing is noted: every answer has such headers. */
const NOTED_PERCENT = 50;
/** Of a page that is noted so often at most. */
const EVERY_MS = 10_000;

/** In percent of what is allowed in a rolling hour (messenger-platform §7.3); some answers use the shorter names. */
const figures = z.object({
  call_count: z.number().default(0),
  total_time: z.number().default(0),
  total_cputime: z.number().default(0),
  call_volume: z.number().default(0),
  cpu_time: z.number().default(0),
  estimated_time_to_regain_access: z.number().default(0),
});
const byBusiness = z.record(z.string(), z.array(figures));

export interface Usage {
  percent: number;
  /** Until calls are welcome again. */
  minutes: number;
}

/** The highest of what Meta's headers say; null: they say nothing. */
export function usageIn(headers: Headers): Usage | null {
  const all = [
    ...['x-app-usage', 'x-page-usage'].flatMap((name) => figures.safeParse(jsonOf(headers.get(name))).data ?? []),
    ...Object.values(byBusiness.safeParse(jsonOf(headers.get('x-business-use-case-usage'))).data ?? {}).flat(),
  ];
  if (all.length === 0) return null;
  const percent = Math.max(
    ...all.flatMap((one) => [one.call_count, one.total_time, one.total_cputime, one.call_volume, one.cpu_time]),
  );
  const minutes = Math.max(...all.map((one) => one.estimated_time_to_regain_access));
  return { percent: Math.min(1_000, Math.max(0, Math.round(percent))), minutes: Math.min(1_440, Math.ceil(minutes)) };
}

/** The same Graph, of whose answers it is kept how much of what Meta allows each page has used. */
export function watchUsage(graph: Graph, { pool, log }: { pool: Pool; log: Logger }): Graph {
  const noted = new Map<string, { at: number; isHigh: boolean }>();
  const watch = async (path: string, asked: Promise<GraphAnswer>): Promise<GraphAnswer> => {
    const answer = await asked;
    const page = /^\d+(?=\/)/.exec(path)?.[0];
    const usage = answer.kind === 'answer' && page !== undefined ? usageIn(answer.headers) : null;
    if (!usage || page === undefined) return answer;
    const before = noted.get(page);
    const isHigh = usage.percent >= NOTED_PERCENT || usage.minutes > 0;
    // Once more when it is over.
    if (!isHigh && !before?.isHigh) return answer;
    if (before && before.isHigh === isHigh && Date.now() - before.at < EVERY_MS) return answer;
    noted.set(page, { at: Date.now(), isHigh });
    noteUsage(pool, page, usage).catch((error: unknown) => log.warn({ error }, 'what Meta says of use was not kept'));
    return answer;
  };
  return {
    get: (path, query, token) => watch(path, graph.get(path, query, token)),
    post: (path, body, token) => watch(path, graph.post(path, body, token)),
    postForm: (path, form, token) => watch(path, graph.postForm(path, form, token)),
    remove: (path, token) => watch(path, graph.remove(path, token)),
  };
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
