import { api } from '#lib/api/api.ts';
import type { Leave, Operator, PresenceItem, Team } from '#lib/api/types.ts';
import { live } from '#lib/live/live.svelte.ts';
import { LoadedList } from '#lib/ui/loaded-list.svelte.ts';

/** An operator as the team page shows them: who they are, whether they are there, and what they carry. */
export type Colleague = { id: string; name: string } & Omit<Operator, 'employee'> & Omit<PresenceItem, 'employee'>;

const LEAVES_AHEAD_MS = 2 * 365 * 24 * 60 * 60 * 1000;

/** What admins and auditors see of the team; presence as it changes. */
export class TeamDesk {
  readonly people = new LoadedList<Colleague>(loadPeople);
  readonly leaves = new LoadedList<Leave>(loadLeaves);
  readonly teams = new LoadedList<Team>(async () => (await api.teams.list()).items);

  /** Open chats for who has no number of their own, as the settings of all pages say; 0: without a limit. */
  limit = $state(0);
  /** Grows with each transition: times that are shown are out of date. */
  transitions = $state(0);

  /** How many chats somebody has is told by nothing of its own: it is read again every few seconds. */
  start(): () => void {
    const reload = () => void this.people.reload();
    void this.#readLimit();
    const stop = new AbortController();
    window.addEventListener('focus', reload, { signal: stop.signal });
    const stopHearing = live.listen({
      presence: ({ employeeId, ...change }) => {
        const known = this.people.items.find(({ id }) => id === employeeId);
        if (known) this.people.put({ ...known, ...change });
        this.transitions += 1;
      },
      opened: reload,
      beat: reload,
      reload,
    });
    return () => {
      stop.abort();
      stopHearing();
    };
  }

  /** Without it nobody is counted as full who has no number of their own. */
  async #readLimit(): Promise<void> {
    const answer = await api.settings.get(null).catch(() => null);
    this.limit = answer?.settings.capacity ?? 0;
  }
}

async function loadPeople(): Promise<Colleague[]> {
  const [present, operators] = await Promise.all([api.presence.list(), api.operators.list()]);
  const carried = new Map(operators.items.map(({ employee, ...rest }) => [employee.id, rest]));
  return present.items.flatMap(({ employee, ...there }) => {
    const rest = carried.get(employee.id);
    return rest ? [{ ...employee, ...there, ...rest }] : [];
  });
}

/** Of today and ahead. */
export async function loadLeaves(): Promise<Leave[]> {
  const from = new Date(new Date().setHours(0, 0, 0, 0));
  const to = new Date(from.getTime() + LEAVES_AHEAD_MS);
  return (await api.leaves.list({ from: from.toISOString(), to: to.toISOString() })).items;
}
