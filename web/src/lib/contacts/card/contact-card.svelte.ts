import { api } from '#lib/api/api.ts';
import type { Candidate, ContactCard, ContactChange, ContactChat, ContactLine, Person } from '#lib/api/types.ts';

/** What happened with a contact, in one line: of fields, those that somebody changed at one moment. */
export type Happened =
  | { kind: 'line'; at: string; key: string; line: ContactLine }
  | { kind: 'changed'; at: string; key: string; author: Person | null; changes: ContactChange[] }
  | { kind: 'record_changed'; at: string; key: string; author: Person | null; changes: ChangeOfRecord[] };

/** A field of a lead or an order, and of which one. */
export type ChangeOfRecord = NonNullable<ContactLine['record']>;

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
      const [card, timeline, duplicates, managers] = await Promise.all([
        api.contacts.get(id),
        api.contacts.timeline(id),
        api.contacts.duplicates(id),
        api.contacts.managers().catch(() => null),
      ]);
      const chats = await chatsBeside(id, timeline);
      if (asked !== this.#asked) return;
      this.card = card;
      this.lines = timeline.items;
      this.next = timeline.next;
      this.chats = chats;
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
    const { change, record, at } = line;
    const last = happened.at(-1);
    if (record) ofRecord(happened, record);
    else if (!change) happened.push({ kind: 'line', at, key: `${line.kind} ${line.id}`, line });
    else if (last?.kind === 'changed' && last.at === at && last.author?.id === change.author?.id)
      last.changes.push(change);
    else happened.push({ kind: 'changed', at, key: `change ${line.id}`, author: change.author, changes: [change] });
  }
  return happened;
}

function ofRecord(happened: Happened[], change: ChangeOfRecord): void {
  const { id, at, author, recordId } = change;
  const last = happened.at(-1);
  const isSame =
    last?.kind === 'record_changed' &&
    last.at === at &&
    last.author?.id === author?.id &&
    last.changes[0]?.recordId === recordId;
  if (isSame) last.changes.push(change);
  else happened.push({ kind: 'record_changed', at, key: `record ${id}`, author, changes: [change] });
}

/** Its chats stand in the timeline; they are asked for only where an open one may be further down. */
async function chatsBeside(
  id: string,
  timeline: { items: ContactLine[]; next: string | null },
): Promise<ContactChat[]> {
  const told = timeline.items.flatMap(({ chat }) => chat ?? []);
  const isKnown = timeline.next === null || told.some(({ status }) => status !== 'finished');
  return isKnown ? told : (await api.contacts.chats(id)).items;
}
