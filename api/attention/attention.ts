import { randomUUID } from 'node:crypto';
import type { Job } from '#platform/background.ts';
import { eventText, type LiveEvent } from '../live/events.ts';
import { type AttentionBody, passedOn, type PassedOn } from './schema.ts';

/** A tab that is looked at tells so every 10 s; one that sleeps or crashed is over after two that are missing. */
const LOOKING_MS = 25_000;
/** Somebody who types tells so every 3 s. */
const TYPING_MS = 7_000;
/** More tabs than anybody looks at; whoever makes up others pushes out their own. */
const PER_PERSON = 20;

export type Told = Omit<PassedOn, 'origin'>;
interface Tab extends Told {
  until: number;
  typingUntil: number;
}

/**
 * Who looks at which chat and who types in it: in the memory of each process and nowhere else. Each tells the others
 * what it heard; what is lost on the way is told again with the tab's next sign of life.
 */
export class Attention {
  private readonly tabs = new Map<string, Tab>();
  /** What was told last of each chat, so that nothing is told twice. */
  private readonly said = new Map<number, string>();
  private readonly origin = randomUUID();
  private readonly show: (events: LiveEvent[]) => void;
  private readonly passOn: (text: string) => void;

  readonly work: Job = { name: 'attention', everyMs: 1_000, topics: [], pass: async () => this.forget() };

  constructor(show: (events: LiveEvent[]) => void, passOn: (text: string) => void) {
    this.show = show;
    this.passOn = passOn;
  }

  /** A tab told this process. */
  tell(told: Told): void {
    this.take(told);
    this.passOn(JSON.stringify({ ...told, origin: this.origin } satisfies PassedOn));
  }

  /** Another process was told. Of another build it may be something else. */
  hear(text: string): void {
    const heard = passedOn.safeParse(readJson(text)).data;
    if (heard && heard.origin !== this.origin) this.take(heard);
  }

  /** Each person once, whatever their tabs are. */
  of(chatNumber: number): AttentionBody {
    const now = Date.now();
    const people = new Map<string, AttentionBody['people'][number]>();
    for (const { person, typingUntil, ...tab } of this.tabs.values()) {
      if (tab.chatNumber !== chatNumber) continue;
      const types = typingUntil > now || people.get(person.id)?.doing === 'typing';
      people.set(person.id, { ...person, doing: types ? 'typing' : 'looking' });
    }
    return { chatNumber, people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name)) };
  }

  private take({ doing, ...told }: Told): void {
    const now = Date.now();
    const before = this.tabs.get(told.tab);
    this.tabs.delete(told.tab);
    if (doing) {
      const typingUntil = doing === 'typing' ? now + TYPING_MS : 0;
      this.tabs.set(told.tab, { ...told, doing, until: now + LOOKING_MS, typingUntil });
      this.limit(told.person.id);
    }
    if (before && before.chatNumber !== told.chatNumber) this.announce(before);
    this.announce(told);
  }

  private limit(personId: string): void {
    const own = [...this.tabs.values()].filter(({ person }) => person.id === personId);
    for (const { tab } of own.slice(0, -PER_PERSON)) this.tabs.delete(tab);
  }

  private announce({ chatNumber, pageId }: Pick<Told, 'chatNumber' | 'pageId'>): void {
    const body = this.of(chatNumber);
    const text = eventText('attention', body);
    if (text === (this.said.get(chatNumber) ?? eventText('attention', { chatNumber, people: [] }))) return;
    if (body.people.length === 0) this.said.delete(chatNumber);
    else this.said.set(chatNumber, text);
    this.show([{ pageId, text }]);
  }

  private forget(): boolean {
    const now = Date.now();
    const turned = [...this.tabs.values()].filter(({ until, typingUntil }) => {
      return until <= now || (typingUntil > 0 && typingUntil <= now);
    });
    for (const tab of turned) {
      if (tab.until <= now) this.tabs.delete(tab.tab);
      else tab.typingUntil = 0;
      this.announce(tab);
    }
    return false;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
