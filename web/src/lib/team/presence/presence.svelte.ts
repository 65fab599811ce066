import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { OwnPresence, PresenceChange } from '#lib/api/types.ts';
import { live } from '#lib/live/live.svelte.ts';
import { newTab } from '#lib/live/tab-id.ts';

const BEAT_EVERY_MS = 15_000;
/** A sign of life of the server is used when the own timer is late. */
const LATE_MS = 13_000;
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'];

/** online · away: by hand · ended: so is the shift · idle: nobody touches anything · lost: the server is not heard. */
export type OwnState = 'online' | 'away' | 'ended' | 'idle' | 'lost';

/** Tells the server that this desk is open and whether somebody sits at it, and knows what colleagues see of that. */
export class Presence {
  own = $state.raw<OwnPresence | null>(null);
  isHeard = $state(true);
  isBusy = $state(false);

  /** Null until the server has answered for the first time. */
  readonly state: OwnState | null = $derived(this.own && stateOf(this.own, this.isHeard));
  readonly isOnShift = $derived(this.own !== null && !this.own.byHand && !this.own.ended);

  #tab = '';
  #isTouched = true;
  #isAsking = false;
  #askAgain = false;
  #askedAt = 0;
  #isClosed = false;

  start(employeeId: string): () => void {
    this.#tab = newTab();
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

  setAway = async (away: boolean, ended = false): Promise<void> => {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      this.#heard(await api.presence.setAway(away, ended));
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
    if (this.#isClosed) this.#tab = newTab();
    this.#isClosed = false;
    this.#isTouched = true;
    void this.beat();
  }

  #close() {
    this.#isClosed = true;
    void api.presence.close(this.#tab).catch(() => undefined);
  }

  /** Told of another tab, or of the sweep: a state away by hand means the switch, too. */
  #changed({ state, since, reason }: PresenceChange) {
    if (!this.own) return;
    const byHand = state === 'offline' ? this.own.byHand : reason === 'by_hand';
    const ended = state === 'offline' && this.own.ended;
    this.own = { state, since, reason, byHand, ended };
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

function stateOf({ state, reason, byHand, ended }: OwnPresence, isHeard: boolean): OwnState {
  if (isHeard && ended) return 'ended';
  if (!isHeard || state === 'offline') return 'lost';
  if (byHand) return 'away';
  return reason === 'idle' ? 'idle' : 'online';
}

export const presence = new Presence();
