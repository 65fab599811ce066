import { api } from '#lib/api/api.ts';
import type { Candidate, ContactCard, ContactChange, ContactChat, ContactMerge, Person } from '#lib/api/types.ts';

/**
 * What happened with a contact, in one line: a chat, another one that was found to be the same, or fields that somebody
 * changed at one moment.
 */
export type Happened =
  | { kind: 'chat'; at: string; key: string; chat: ContactChat }
  | { kind: 'merged'; at: string; key: string; merge: ContactMerge }
  | { kind: 'changed'; at: string; key: string; author: Person | null; changes: ContactChange[] };

/** A contact by itself, with all that happened. */
export class OpenContact {
  card = $state.raw<ContactCard | null>(null);
  happened = $state.raw<Happened[]>([]);
  candidates = $state.raw<Candidate[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  people = $state.raw<Map<string, string>>(new Map());
  #asked = 0;

  readonly load = async (id: string) => {
    const asked = (this.#asked += 1);
    try {
      const [card, chats, history, merges, duplicates, managers] = await Promise.all([
        api.contacts.get(id),
        api.contacts.chats(id),
        api.contacts.history(id),
        api.contacts.merges(id),
        api.contacts.duplicates(id),
        api.contacts.managers().catch(() => null),
      ]);
      if (asked !== this.#asked) return;
      this.card = card;
      this.happened = inOrder(chats.items, history.items, merges.items);
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
}

/** The newest first; what one person changed at one moment is one line. */
export function inOrder(chats: ContactChat[], changes: ContactChange[], merges: ContactMerge[]): Happened[] {
  const together = new Map<string, ContactChange[]>();
  for (const change of changes) {
    const key = `${change.at} ${change.author?.id ?? ''}`;
    together.set(key, [...(together.get(key) ?? []), change]);
  }
  const lines: Happened[] = [
    ...chats.map((chat) => ({ kind: 'chat' as const, at: chat.createdAt, key: `chat ${chat.number}`, chat })),
    ...merges.map((merge) => ({ kind: 'merged' as const, at: merge.at, key: `merge ${merge.id}`, merge })),
    ...[...together].flatMap(([key, list]) => {
      const [first] = list;
      return first ? [{ kind: 'changed' as const, at: first.at, key, author: first.author, changes: list }] : [];
    }),
  ];
  return lines.toSorted((a, b) => b.at.localeCompare(a.at));
}
