import { ApiError, errorFrom } from '#lib/api/error.ts';
import type { Estimate } from '#lib/api/types.ts';

type Question = { days: number; settings: Record<string, unknown> };
type Line = { progress?: number; estimate?: Estimate };

/**
 * Asks what settings would have done. Line by line: `told` hears the part (0 to 1) that is done; whoever aborts ends
 * the work there, too.
 */
export async function askEstimate(
  scope: string | null,
  question: Question,
  told: (part: number) => void,
  signal: AbortSignal,
): Promise<Estimate> {
  const of = scope === null ? '/api/settings' : `/api/pages/${encodeURIComponent(scope)}/settings`;
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' };
    const response = await fetch(`${of}/what-if`, { method: 'POST', headers, body: JSON.stringify(question), signal });
    if (!response.ok) throw await errorFrom(response);
    for await (const line of linesOf(response)) {
      const { progress, estimate } = JSON.parse(line) as Line;
      if (estimate) return estimate;
      told(progress ?? 0);
    }
  } catch (error) {
    if (signal.aborted || error instanceof ApiError) throw error;
  }
  // The connection broke, or the server ended before it was done.
  throw new ApiError(0, 'OFFLINE', 'The server does not answer');
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
