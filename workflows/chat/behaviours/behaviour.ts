import type { Rules } from '../../settings/vocabulary.ts';
import type { OpenOutcome } from '../and-then.ts';
import type { ChatState, Deadline, Millis } from '../vocabulary.ts';

/** What a chat does by itself at some moment: one object in one file, listed in `index.ts`. */
export interface Behaviour<Kind extends string = string, Setting extends string = string> {
  /** The deadline by which it is known: to the desk, to the API, in what is kept. */
  kind: Kind;
  /** The setting that moves it; '': none does. */
  setting: Setting;
  /** Nobody moves it: neither people nor settings. */
  isFixed: boolean;
  /** It is the world's and not ours: it is noted only, so nothing has to be known first. */
  isNoted: boolean;
  /** Nothing comes of it before our answers have reached the client. */
  afterDelivery: boolean;
  /** When it is due and on what occasion, as the chat stands; null: not at all. */
  plan(chat: ChatState, rules: Rules): Plan | null;
  /** Whether it waits for working hours where it slipped out of them, by an outage say. */
  keepsHours(chat: ChatState, rules: Rules): boolean;
  /** What comes of it, once it is due. */
  act(chat: ChatState, due: Due): OpenOutcome;
}

/** `key` names the occasion: what an admin moved or dropped, they moved or dropped on this one. */
export interface Plan {
  at: Millis;
  key: string;
}

/** A deadline with the occasion it belongs to. */
export interface Planned extends Deadline, Plan {
  /** A person moved it there. */
  byHand?: true;
}

export interface Due {
  planned: Planned;
  now: Millis;
  rules: Rules;
}
