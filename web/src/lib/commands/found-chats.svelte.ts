import { goto } from '$app/navigation';
import { api } from '#lib/api/api.ts';
import type { Chat, Contact } from '#lib/api/types.ts';
import { clientWords } from '#lib/inbox/row-words.ts';
import { clientName } from '#lib/words/words.ts';
import { openChat } from './desk-commands.ts';
import type { Entry } from './entries.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

const PAUSE_MS = 200;
const MOST = 6;

/** Chats and contacts that the server knows by what was typed; in the other layout, where it knows none. */
export class FoundChats {
  entries = $state.raw<Entry[]>([]);
  isAsking = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;

  typed(text: string) {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.isAsking = /\d|\S{2}/.test(text);
    if (!this.isAsking) this.entries = [];
    else this.#timer = setTimeout(() => void this.#ask(text), PAUSE_MS);
  }

  async #ask(text: string): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    // As a person writes a chat's number.
    const written = text.trim().replace(/^[#№]\s*(?=\d)/, '');
    try {
      let entries: Entry[] = [];
      for (const q of readingsOf(written)) {
        entries = await find(q, signal);
        if (entries.length > 0) break;
      }
      if (!signal.aborted) this.entries = entries;
    } catch {
      if (!signal.aborted) this.entries = [];
    } finally {
      if (!signal.aborted) this.isAsking = false;
    }
  }
}

async function find(q: string, signal: AbortSignal): Promise<Entry[]> {
  const query = { q, cursor: '', pageSize: MOST, sort: 'lastContactAt', order: 'desc' } as const;
  const [chats, contacts] = await Promise.all([
    api.chats.list(query, signal),
    api.contacts.list({ q, pageSize: MOST }, signal),
  ]);
  return [...chats.items.map(chatEntry), ...contacts.items.map(contactEntry)];
}

function chatEntry(chat: Chat): Entry {
  const words = [clientName(chat.client), clientWords(chat)].filter(Boolean).join(' · ');
  const run = () => openChat(chat.number);
  return { id: `chat_${chat.number}`, group: 'chats', words, more: `№ ${chat.number}`, sought: '', icon: 'tray', run };
}

function contactEntry({ id, name, phones, emails }: Contact): Entry {
  const more = phones[0] ?? emails[0] ?? '';
  const run = () => goto(`/contacts?id=${encodeURIComponent(id)}`);
  return { id: `contact_${id}`, group: 'contacts', words: name, more, sought: '', icon: 'person', run };
}
