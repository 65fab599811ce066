/** Clients that were told and have not decided yet, at most, as long as all goes on. */
const MOST = 96;
/** So much later than one whose turn has passed the others were told. */
const PASSED_MS = 5_000;
/**
 * Where nobody decides any more, some more are told after so long, and fewer and fewer: those before them may all be
 * stuck.
 */
const STANDSTILL_MS = 5_000;
const MORE = 24;

/**
 * What this relay has told and nobody decided about. The engine takes everything and hands it out in the order it came:
 * what it has is in line before whatever comes later. So it gets no more than is being worked off, and while the
 * workers are away what waits stays here, where people's answers and other pages go first.
 */
export class InHand {
  private readonly told = new Map<string, number>();
  /** When the newest of those was told which have decided since. */
  private passed = 0;

  /** How many more may be told. Those that others overtook are stuck by themselves, and take nobody's place. */
  places(now: number): number {
    const waiting = [...this.told.values()].filter((at) => at > this.passed - PASSED_MS);
    const since = waiting.length === 0 ? 0 : now - Math.min(...waiting);
    const more = MORE * Math.floor(Math.log2(1 + since / STANDSTILL_MS));
    return Math.max(0, MOST + more - waiting.length);
  }

  get clients(): string[] {
    return [...this.told.keys()];
  }

  tell(clientId: string, now: number): void {
    if (!this.told.has(clientId)) this.told.set(clientId, now);
  }

  /** Of those who were told these have not decided. */
  keep(undecided: Set<string>): void {
    for (const [clientId, at] of this.told) {
      if (undecided.has(clientId)) continue;
      this.passed = Math.max(this.passed, at);
      this.told.delete(clientId);
    }
    for (const [clientId, at] of this.told) if (at <= this.passed - PASSED_MS) this.told.delete(clientId);
  }
}
