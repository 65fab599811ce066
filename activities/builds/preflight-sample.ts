import type { Client } from '@temporalio/client';

/** What is asked of the engine's list, and how many of its answers are wanted. */
interface Sample {
  query: string;
  size: number;
}

const RUNNING = `WorkflowType = 'chatWorkflow' AND ExecutionStatus = 'Running'`;

/**
 * Ids of the open chats whose histories a new build replays: the oldest, which were begun by code that nobody
 * remembers, and some from the time of each build since. `builds` says when each one took over.
 */
export async function sampleChats(temporal: Client, builds: { at: string }[], limit: number): Promise<string[]> {
  const oldest = Math.ceil(limit / 2);
  const samples = [{ query: await untilAbout(temporal, oldest), size: oldest }, ...byBuild(builds, limit - oldest)];
  const found = new Set<string>();
  for (const sample of samples) for (const id of await listIds(temporal, sample)) found.add(id);
  return [...found].slice(0, limit);
}

/** Of pages, which roll over every day or so, some. */
export const samplePages = (temporal: Client, limit: number): Promise<string[]> =>
  listIds(temporal, { query: `WorkflowType = 'pageWorkflow' AND ExecutionStatus = 'Running'`, size: limit });

/** The list cannot be sorted, and gives the newest first: it is cut at a moment before which few enough began. */
async function untilAbout(temporal: Client, wanted: number): Promise<string> {
  let [early, late] = [0, Date.now()];
  if ((await countRunning(temporal, late)) <= wanted) return RUNNING;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    const count = await countRunning(temporal, middle);
    if (count === wanted) return before(middle);
    if (count > wanted) late = middle;
    else early = middle;
  }
  return before(late);
}

function before(moment: number): string {
  return `${RUNNING} AND StartTime <= '${new Date(moment).toISOString()}'`;
}

async function countRunning(temporal: Client, until: number): Promise<number> {
  const { count } = await temporal.workflow.count(before(until));
  return count;
}

function byBuild(builds: { at: string }[], limit: number): Sample[] {
  const size = Math.max(1, Math.floor(limit / Math.max(1, builds.length)));
  return builds.map(({ at }, n) => {
    const next = builds[n + 1]?.at;
    return { query: `${RUNNING} AND StartTime >= '${at}'${next ? ` AND StartTime < '${next}'` : ''}`, size };
  });
}

async function listIds(temporal: Client, { query, size }: Sample): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of temporal.workflow.list({ query, pageSize: Math.min(size, 100) })) {
    if (ids.length >= size) break;
    ids.push(workflowId);
  }
  return ids;
}
