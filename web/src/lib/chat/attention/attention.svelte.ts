import { api } from '#lib/api/api.ts';
import type { AttentionOfChat, Doing } from '#lib/api/types.ts';
import { live } from '#lib/live/live.svelte.ts';
import { newId } from '#lib/words/new-id.ts';
import { presence } from '#lib/team/presence/presence.svelte.ts';

/** The server takes a tab that is silent for 25 s for one that sleeps. */
const LOOK_EVERY_MS = 10_000;
/** Whoever goes on to another chat waits for that one: that this one was left is told after it. */
const LEAVE_AFTER_MS = 300;
/** And takes 7 s without a key for the end of typing. */
const TYPE_EVERY_MS = 3_000;

/** Tells colleagues that this tab shows a chat and that somebody types in it, and knows the like of them. */
export class Attention {
  people = $state.raw<AttentionOfChat['people']>([]);

  readonly #number: number;
  readonly #tab = newId();
  #isTold = false;
  #typedAt = 0;
  #isOver = false;
  #leaving: () => void = () => undefined;

  constructor(number: number) {
    this.#number = number;
  }

  start(): () => void {
    this.#isOver = false;
    this.#leaving();
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const stopHearing = live.listen({
      attention: ({ chatNumber, people }) => chatNumber === this.#number && (this.people = people),
      opened: () => this.#look(),
    });
    document.addEventListener('visibilitychange', () => this.#look(), options);
    window.addEventListener('pagehide', () => this.#leave(), options);
    window.addEventListener('pageshow', () => this.#look(), options);
    const timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#look();
    return () => {
      this.#isOver = true;
      stop.abort();
      stopHearing();
      clearInterval(timer);
      this.#leaving = this.#leaveLater();
      this.people = [];
    };
  }

  /** A key in the field; `isEmpty`: nothing is left in it. */
  typed(isEmpty: boolean) {
    if (isEmpty) return this.#stopTyping();
    if (Date.now() - this.#typedAt < TYPE_EVERY_MS) return;
    this.#typedAt = Date.now();
    void this.#tell('typing');
  }

  #stopTyping() {
    if (this.#typedAt === 0) return;
    this.#typedAt = 0;
    void this.#tell('looking');
  }

  /** Nobody looks at a tab behind others, or at one that nobody has touched for long. */
  #look() {
    if (document.hidden || presence.state === 'idle') return this.#leave();
    // What was told of typing a moment ago still stands.
    void this.#tell(Date.now() - this.#typedAt < TYPE_EVERY_MS ? 'typing' : 'looking');
  }

  async #tell(doing: Doing): Promise<void> {
    this.#isTold = true;
    const told = await api.attention.tell(this.#number, this.#tab, doing).catch(() => null);
    if (told && !this.#isOver) this.people = told.people;
  }

  /** A tab that closes before says so at once. Called back, it is not said. */
  #leaveLater(): () => void {
    const done = new AbortController();
    const leave = () => {
      done.abort();
      this.#leave();
    };
    const timer = setTimeout(leave, LEAVE_AFTER_MS);
    window.addEventListener('pagehide', leave, { signal: done.signal });
    done.signal.addEventListener('abort', () => clearTimeout(timer));
    return () => done.abort();
  }

  #leave() {
    if (!this.#isTold) return;
    this.#isTold = false;
    void api.attention.leave(this.#number, this.#tab).catch(() => undefined);
  }
}
