import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { OwnPresence, PresenceChange, PresenceMode } from '#lib/api/types.ts';
import { live } from '#lib/live/live.svelte.ts';
import { newId } from '#lib/words/new-id.ts';

const BEAT_EVERY_MS = 15_000;
/** A sign of life of the server is used when the own timer is late. */
const LATE_MS = 13_000;
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'];

/** online · on_break and ended: as they said · idle: nobody touches anything · lost: the server is not heard. */
export type OwnState = 'online' | 'on_break' | 'ended' | 'idle' | 'lost';

/** Tells the server that this desk is open and whether somebody sits at it, and knows what colleagues see of that. */
export class Presence {
  own = $state.raw<OwnPresence | null>(null);
  isHeard = $state(true);
  isBusy = $state(false);

  /** Null until the server has answered for the first time. */
  readonly state: OwnState | null = $derived(this.own && stateOf(this.own, this.isHeard));
  readonly isOnShift = $derived(this.own?.mode === 'on_shift');

  #tab = '';
  #isTouched = true;
  #isAsking = false;
  #askAgain = false;
  #askedAt = 0;
  #isClosed = false;

  start(employeeId: string): () => void {
    this.#tab = newId();
    this.#isTouched = true;
    this.#isClosed = false;
    const stopHearing = live.listen({
      beat: () => Date.now() - this.#askedAt > LATE_MS && void this.beat(),
      opened: () => void this.beat(),
      presence: (change) => change.employeeId === employeeId && this.#changed(change),
    });
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true, passive: true };
    for (const input of INPUTS) window.addEventListener(input, () => this.#touched(), options);
    // Not what is focused inside it, which is caught on its way here as well.
    window.addEventListener('focus', ({ target }) => target === window && this.#returned(), options);
    window.addEventListener('pageshow', () => this.#returned(), options);
    window.addEventListener('pagehide', () => this.#close(), options);
    document.addEventListener('visibilitychange', () => !document.hidden && this.#returned(), options);
    const timer = setInterval(() => void this.beat(), BEAT_EVERY_MS);
    void this.beat();
    return () => {
      clearInterval(timer);
      stop.abort();
      stopHearing();
      // Whoever logged out took the tab along; the server is not asked any more.
      this.#isClosed = true;
      this.own = null;
      this.isHeard = true;
    };
  }

  /** One at a time: what happens meanwhile is told right after. */
  async beat(): Promise<void> {
    if (this.#isClosed) return;
    if (this.#isAsking) return void (this.#askAgain = true);
    this.#isAsking = true;
    this.#askedAt = Date.now();
    const tab = this.#tab;
    const active = this.#isTouched;
    this.#isTouched = false;
    try {
      const own = await api.presence.beat(tab, active);
      if (tab === this.#tab && !this.#isClosed) this.#heard(own);
    } catch (error) {
      this.#isTouched ||= active;
      this.#unheard(error);
    }
    this.#isAsking = false;
    if (this.#askAgain) {
      this.#askAgain = false;
      void this.beat();
    }
  }

  setMode = async (mode: PresenceMode): Promise<void> => {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      this.#heard(await api.presence.setMode(mode));
    } catch (error) {
      this.#unheard(error);
    } finally {
      this.isBusy = false;
    }
  };

  #touched() {
    this.#isTouched = true;
    if (this.state === 'idle' && !this.#isAsking) void this.beat();
  }

  #returned() {
    // A closed tab stays closed: a page that comes back is another one.
    if (this.#isClosed) this.#tab = newId();
    this.#isClosed = false;
    this.#isTouched = true;
    void this.beat();
  }

  #close() {
    this.#isClosed = true;
    void api.presence.close(this.#tab).catch(() => undefined);
  }

  /** Told of another tab, or of the sweep: a break is the mode, too; offline one may be in any. */
  #changed({ state, since, reason }: PresenceChange) {
    if (!this.own) return;
    const there = reason === 'by_hand' ? 'on_break' : 'on_shift';
    this.own = { state, since, reason, mode: state === 'offline' ? this.own.mode : there };
    // Taken for closed, which this tab is not.
    if (state === 'offline') void this.beat();
  }

  #heard(own: OwnPresence) {
    this.own = own;
    this.isHeard = true;
  }

  /** A refusal was heard: the stream finds out why. */
  #unheard(error: unknown) {
    if (!(error instanceof ApiError) || error.isPassing) this.isHeard = false;
  }
}

function stateOf({ state, reason, mode }: OwnPresence, isHeard: boolean): OwnState {
  if (isHeard && mode === 'ended') return 'ended';
  if (!isHeard || state === 'offline') return 'lost';
  if (mode === 'on_break') return 'on_break';
  return reason === 'idle' ? 'idle' : 'online';
}

export const presence = new Presence();
