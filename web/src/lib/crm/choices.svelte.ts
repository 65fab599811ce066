import { api } from '#lib/api/api.ts';
import type { Person, RecordKind, RecordStatus, Source } from '#lib/api/types.ts';
import { recordStatusWord } from './record-words.ts';

type Choice = { value: string; word: string };

/** What a lead or an order may be given: statuses, sources, and who may have it in hand. */
export class Choices {
  statuses = $state.raw<RecordStatus[]>([]);
  sources = $state.raw<Source[]>([]);
  people = $state.raw<Person[]>([]);
  readonly #kind: RecordKind;

  constructor(kind: RecordKind) {
    this.#kind = kind;
    void this.#load();
  }

  /** Archived ones only where one has them still, and so what nobody gives by hand (`never`). */
  statusChoices(chosen: string | null, never?: RecordStatus['meaning']): Choice[] {
    const offered = this.statuses.filter(({ id, meaning }) => meaning !== never || id === chosen);
    return inUse(offered, chosen).map((one) => ({ value: one.id, word: recordStatusWord(one) }));
  }

  sourceChoices(chosen: string | null): Choice[] {
    return inUse(this.sources, chosen).map(({ id, name }) => ({ value: id, word: name }));
  }

  /** Who has left stays with what they have. */
  peopleChoices(owner: Person | null): Choice[] {
    const isThere = owner === null || this.people.some(({ id }) => id === owner.id);
    return [...this.people, ...(isThere ? [] : [owner])].map(({ id, name }) => ({ value: id, word: name }));
  }

  /** Forms and filters work without what they offer. */
  async #load(): Promise<void> {
    const [statuses, sources, people] = await Promise.all([
      api.statuses.list(this.#kind).catch(() => null),
      api.sources.list(this.#kind).catch(() => null),
      api.contacts.managers().catch(() => null),
    ]);
    this.statuses = statuses?.items ?? [];
    this.sources = sources?.items ?? [];
    this.people = people?.items ?? [];
  }
}

function inUse<Item extends { id: string; archived: boolean }>(items: Item[], chosen: string | null): Item[] {
  return items.filter(({ id, archived }) => !archived || id === chosen);
}
