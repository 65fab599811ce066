import { goto } from '$app/navigation';
import { api } from '#lib/api/api.ts';
import { ApiError } from '#lib/api/error.ts';
import type { Contact, SearchHit } from '#lib/api/types.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import { m } from '#lib/paraglide/messages.js';
import { markedWords } from '#lib/words/found-words.ts';
import { clientName } from '#lib/words/words.ts';
import { openChat } from './desk-commands.ts';
import type { Entry } from './entries.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

const PAUSE_MS = 200;
const MOST = 12;
const CONTACTS = 4;

/** What the server knows by what was typed: chats, messages and contacts. */
export class FoundChats {
  entries = $state.raw<Entry[]>([]);
  isAsking = $state(false);
  /** False: there is more than was looked through. */
  isWhole = $state(true);
  /** Why nothing is told. */
  problem = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;

  typed(text: string) {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.isAsking = /\d|\S{2}/.test(text);
    if (!this.isAsking) this.#show([]);
    else this.#timer = setTimeout(() => void this.#ask(text.trim()), PAUSE_MS);
  }

  async #ask(q: string): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    try {
      const [found, contacts] = await Promise.all([api.search.all({ q, limit: MOST }, signal), contactsBy(q, signal)]);
      if (!signal.aborted) this.#show([...found.items.map(hitEntry), ...contacts.map(contactEntry)], found.isWhole);
    } catch (error) {
      if (!signal.aborted) this.#show([], true, error instanceof ApiError ? error.message : null);
    } finally {
      if (!signal.aborted) this.isAsking = false;
    }
  }

  #show(entries: Entry[], isWhole = true, problem: string | null = null) {
    this.entries = entries;
    this.isWhole = isWhole;
    this.problem = problem;
  }
}

/** In the other layout, where they are not known by what was typed. */
async function contactsBy(typed: string, signal: AbortSignal): Promise<Contact[]> {
  for (const q of readingsOf(typed)) {
    const { items } = await api.contacts.list({ q, pageSize: CONTACTS }, signal);
    if (items.length > 0) return items;
  }
  return [];
}

const KINDS: Record<SearchHit['kind'], { icon: IconName; word: (() => string) | null }> = {
  number: { icon: 'tray', word: null },
  name: { icon: 'tray', word: null },
  phone: { icon: 'phone', word: m.found_by_phone },
  email: { icon: 'mail', word: m.found_by_email },
  contact: { icon: 'link', word: m.found_by_contact },
  page: { icon: 'window', word: m.found_by_page },
  message: { icon: 'reply', word: null },
  file: { icon: 'file', word: m.found_by_file },
};

function hitEntry(hit: SearchHit): Entry {
  const { number, kind, messageId } = hit;
  const { icon, word } = KINDS[kind];
  const name = clientName(hit.client);
  const found = markedWords(hit.text.replace(/\s/gu, ' '), hit.marks);
  const parts = kind === 'name' ? found : [{ text: kind === 'number' ? name : `${name}: `, isMatch: false }, ...found];
  return {
    id: messageId === null ? `chat_${number}` : `message_${messageId}`,
    group: messageId === null ? 'chats' : 'messages',
    words: kind === 'number' ? name : parts.map(({ text }) => text).join(''),
    ...(kind === 'number' ? {} : { parts }),
    more: [word?.(), m.chat_number({ number })].filter(Boolean).join(' · '),
    sought: '',
    icon,
    run: () => openChat(number, messageId),
  };
}

function contactEntry({ id, name, phones, emails }: Contact): Entry {
  const more = phones[0] ?? emails[0] ?? '';
  const run = () => goto(`/contacts?id=${encodeURIComponent(id)}`);
  return { id: `contact_${id}`, group: 'contacts', words: name, more, sought: '', icon: 'person', run };
}
