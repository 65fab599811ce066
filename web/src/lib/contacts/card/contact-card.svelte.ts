import { api } from '#lib/api/api.ts';
import type { Candidate, ContactCard, ContactChange, ContactChat, ContactLine, Person } from '#lib/api/types.ts';

/** What happened with a contact, in one line: of fields, those that somebody changed at one moment. */
export type Happened =
  | { kind: 'line'; at: string; key: string; line: ContactLine }
  | { kind: 'changed'; at: string; key: string; author: Person | null; changes: ContactChange[] };

/** A contact by itself, with what happened: the newest first, and more where somebody asks. */
export class OpenContact {
  card = $state.raw<ContactCard | null>(null);
  lines = $state.raw<ContactLine[]>([]);
  chats = $state.raw<ContactChat[]>([]);
  candidates = $state.raw<Candidate[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  people = $state.raw<Map<string, string>>(new Map());
  /** Where more of it begins; null: that was all. */
  next = $state.raw<string | null>(null);
  isBusy = $state(false);
  readonly happened = $derived(inOrder(this.lines));
  #asked = 0;

  readonly load = async (id: string) => {
    const asked = (this.#asked += 1);
    try {
      const [card, timeline, chats, duplicates, managers] = await Promise.all([
        api.contacts.get(id),
        api.contacts.timeline(id),
        api.contacts.chats(id),
        api.contacts.duplicates(id),
        api.contacts.managers().catch(() => null),
      ]);
      if (asked !== this.#asked) return;
      this.card = card;
      this.lines = timeline.items;
      this.next = timeline.next;
      this.chats = chats.items;
      this.candidates = duplicates.items;
      this.people = new Map(
        [...(managers?.items ?? []), ...card.companies, ...(card.manager ? [card.manager] : [])].map((one) => [
          one.id,
          one.name,
        ]),
      );
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.error = error;
      this.state = 'failed';
    }
  };

  /** Where it cannot be had, it can be asked for again. */
  readonly more = async (id: string) => {
    const [asked, cursor] = [this.#asked, this.next];
    if (cursor === null || this.isBusy) return;
    this.isBusy = true;
    const page = await api.contacts.timeline(id, cursor).catch(() => null);
    this.isBusy = false;
    if (!page || asked !== this.#asked) return;
    this.lines = [...this.lines, ...page.items];
    this.next = page.next;
  };
}

/** What one person changed at one moment is one line. */
export function inOrder(lines: ContactLine[]): Happened[] {
  const happened: Happened[] = [];
  for (const line of lines) {
    const { change, at } = line;
    const last = happened.at(-1);
    if (!change) happened.push({ kind: 'line', at, key: `${line.kind} ${line.id}`, line });
    else if (last?.kind === 'changed' && last.at === at && last.author?.id === change.author?.id)
      last.changes.push(change);
    else happened.push({ kind: 'changed', at, key: `change ${line.id}`, author: change.author, changes: [change] });
  }
  return happened;
}
