import type { Check, CheckKind, Health } from '#workflows/page/vocabulary.ts';
import { getHealth, lookAsked, pageWorkflowId } from '#workflows/page/interface.ts';
import { eventually, type Stage } from '../stage.ts';

/** Each look is a dozen events. */
const AGAIN_MS = 500;

/** A page's own workflow on the stage: what it knows, and looking now. */
export function pageOf(stage: Stage, pageId = stage.page.id) {
  const handle = stage.temporal.workflow.getHandle(pageWorkflowId(pageId));
  const kept = async (): Promise<Health | undefined> => {
    const { rows } = await stage.database.pool.query<{ health: Health }>(
      'select health from page_health where page_id = $1',
      [pageId],
    );
    return rows[0]?.health;
  };
  return {
    handle,
    kept,
    ask: () => handle.query(getHealth),
    look: () => handle.signal(lookAsked),
    /** Looks again and again until a check says so. */
    untilCode: (kind: CheckKind, code: string): Promise<Check> => {
      let next = 0;
      return eventually(async () => {
        const check = (await kept())?.checks[kind];
        if (check?.code === code) return check;
        if (Date.now() < next) return null;
        next = Date.now() + AGAIN_MS;
        await handle.signal(lookAsked).catch(() => undefined);
        return null;
      });
    },
    events: async () => {
      const { rows } = await stage.database.pool.query<{ kind: string; code: string; state: string }>(
        'select kind, code, state from page_health_event where page_id = $1 order by at, kind',
        [pageId],
      );
      return rows.map(({ kind, code, state }) => `${kind} ${state} ${code}`);
    },
  };
}
