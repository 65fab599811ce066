import { randomUUID } from 'node:crypto';
import type { TestApi } from './api.ts';
import type { Answer } from './http.ts';
import type { Visitor } from './visitor.ts';

export interface OwnPresence {
  state: 'online' | 'away' | 'offline';
  since: string;
  reason: string | null;
  mode: 'on_shift' | 'on_break' | 'ended';
}

export interface Span {
  state: string;
  reason: string | null;
  from: string;
  to: string | null;
}

/** A tab of somebody's desk, as far as presence goes. */
export interface DeskTab {
  id: string;
  beat(active?: boolean): Promise<OwnPresence>;
  close(): Promise<Answer>;
}

export function openTab(who: Visitor): DeskTab {
  const id = randomUUID();
  return {
    id,
    beat: async (active = true) => (await who.put('/api/me/presence', { tab: id, active })).json<OwnPresence>(),
    close: () => who.delete(`/api/me/presence/${id}`),
  };
}

/** As if nothing had been heard of these tabs for so long. */
export async function silence(api: TestApi, employeeId: string, seconds: number): Promise<void> {
  await api.database.pool.query(
    'update presence_tab set beat_at = beat_at - make_interval(secs => $2) where employee_id = $1',
    [employeeId, seconds],
  );
}

/** As if nobody had touched these tabs for so long. */
export async function leaveAlone(api: TestApi, employeeId: string, seconds: number): Promise<void> {
  await api.database.pool.query(
    'update presence_tab set active_at = active_at - make_interval(secs => $2) where employee_id = $1',
    [employeeId, seconds],
  );
}
