import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The one server timer of a chat. It is lazy: moving the deadline later costs no event, the timer looks again when it
 * fires; moving it earlier replaces the timer.
 */
export class NextDeadline {
  due = false;
  private at: number | undefined;
  private armedFor = Infinity;
  private scope: CancellationScope | undefined;
  private readonly summary: string;

  constructor(summary: string) {
    this.summary = summary;
  }

  set(at: number | undefined): void {
    this.at = at;
    this.due = false;
    if (at !== undefined && at < this.armedFor) this.arm(at);
  }

  private arm(at: number): void {
    this.scope?.cancel();
    const scope = (this.scope = new CancellationScope());
    this.armedFor = at;
    scope
      .run(() => sleep(Math.max(1, at - Date.now()), { summary: this.summary }))
      .then(
        () => this.fired(),
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  private fired(): void {
    this.armedFor = Infinity;
    if (this.at === undefined) return;
    if (Date.now() >= this.at) this.due = true;
    else this.arm(this.at);
  }
}
