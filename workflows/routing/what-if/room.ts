import type { RoutingRule } from '../../settings/vocabulary.ts';
import type { Arrival } from './recording.ts';

/** For what is tried for a chat. */
export interface Trial {
  rule: RoutingRule | null;
  managerId: string | null;
  previousId: string | null;
}

/**
 * Waiting chats for which the same is tried. Where the first of them finds nobody, none of the others does, and giving
 * chats away makes nobody free: so a long queue is not tried chat by chat.
 */
export interface Line extends Trial {
  /** Places in the list of arrivals, the longest wait first. */
  waiting: number[];
}

/** The waiting room of a page. */
export class Room {
  private readonly arrivals: Arrival[];
  private readonly lines = new Map<string, Line>();
  private readonly lineOf = new Map<number, Line>();

  constructor(arrivals: Arrival[]) {
    this.arrivals = arrivals;
  }

  enter(place: number, trial: Trial): void {
    const key = JSON.stringify([trial.rule?.id, trial.managerId, trial.previousId]);
    const line = this.lines.get(key) ?? { ...trial, waiting: [] };
    this.lines.set(key, line);
    this.lineOf.set(place, line);
    let at = line.waiting.length;
    // They come in order but for a few.
    while (at > 0 && this.isBefore(place, line.waiting[at - 1])) at -= 1;
    line.waiting.splice(at, 0, place);
  }

  leave(place: number): void {
    const waiting = this.lineOf.get(place)?.waiting ?? [];
    const at = waiting.indexOf(place);
    if (at >= 0) waiting.splice(at, 1);
    this.lineOf.delete(place);
  }

  /** Everybody out, in the order they came. */
  clear(): number[] {
    const all = [...this.lineOf.keys()].toSorted((a, b) => a - b);
    this.lines.clear();
    this.lineOf.clear();
    return all;
  }

  /** Who is next of those lines: by priority, then the longest wait. */
  next(among: (line: Line) => boolean): { line: Line; place: number } | null {
    let best: { line: Line; place: number } | null = null;
    for (const line of this.lines.values()) {
      const place = line.waiting[0];
      if (place === undefined || !among(line)) continue;
      const ahead = (line.rule?.priority ?? 0) - (best?.line.rule?.priority ?? 0);
      if (!best || ahead > 0 || (ahead === 0 && this.isBefore(place, best.place))) best = { line, place };
    }
    return best;
  }

  private isBefore(one: number, other: number | undefined): boolean {
    const since = (place: number): number => this.arrivals[place]?.facts.waitingSince ?? 0;
    return other !== undefined && (since(one) - since(other) || one - other) < 0;
  }
}
