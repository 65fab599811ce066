import type { Candidate } from '../vocabulary.ts';
import type { LeaveTime, Recording } from './recording.ts';

/**
 * Everybody who may take chats, as they stand at the moment that is replayed. They are changed in place: a choice keeps
 * nothing of them.
 */
export class Crew {
  readonly most = new Map<string, number>();
  private readonly people = new Map<string, Candidate>();
  private readonly pages = new Map<string, string[]>();
  private readonly leaves = new Map<string, LeaveTime[]>();

  constructor({ roster, leaves }: Recording) {
    for (const { pageIds, ...member } of roster) {
      this.people.set(member.id, { ...member, presence: 'offline', leaveUntil: null, load: 0 });
      this.pages.set(member.id, pageIds);
    }
    for (const leave of leaves)
      this.leaves.set(leave.employeeId, [...(this.leaves.get(leave.employeeId) ?? []), leave]);
  }

  ofPage(pageId: string): Candidate[] {
    const all = [...this.people.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return all.filter(({ id }) => this.pages.get(id)?.includes(pageId));
  }

  pagesOf(id: string): string[] {
    return this.pages.get(id) ?? [];
  }

  is(id: string, presence: Candidate['presence']): void {
    const one = this.people.get(id);
    if (one) one.presence = presence;
  }

  /** A leave of theirs begins or ends. */
  turnLeave(id: string, at: number): void {
    const one = this.people.get(id);
    const current = (this.leaves.get(id) ?? []).filter(({ from, to }) => from <= at && at < to);
    if (one) one.leaveUntil = current.length > 0 ? Math.max(...current.map(({ to }) => to)) : null;
  }

  carry(id: string, chats: 1 | -1): void {
    const one = this.people.get(id);
    if (!one) return;
    one.load += chats;
    if (one.load > (this.most.get(id) ?? 0)) this.most.set(id, one.load);
  }
}
