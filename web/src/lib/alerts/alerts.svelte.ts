import { goto } from '$app/navigation';
import { api } from '#lib/api/api.ts';
import type { AlertChoice, Chat, Entry, Message } from '#lib/api/types.ts';
import { live } from '#lib/live/live.svelte.ts';
import { presence } from '#lib/team/presence/presence.svelte.ts';
import { AlertList } from './alert-list.svelte.ts';
import { notificationWords } from './alert-words.ts';
import { isGiven, isQuiet, whoseIs, type Whose } from './judge.ts';
import { play } from './sound.ts';

/** What happens in one breath is heard once. */
const BREATH_MS = 2_000;
/** A message and its chat are told one after the other: by then both are here. */
const SETTLE_MS = 400;
/** So many times more it is looked whether a name has come. */
const NAME_LOOKS = 10;
/** As many chats as may change in one breath, and more. */
const REMEMBERED = 500;

/** What calls a person: sounds and notifications now, and the list of what happened while they were busy or away. */
class Alerts {
  readonly list = new AlertList(() => this.load());
  choice = $state.raw<AlertChoice | null>(null);
  /** Of the browser; null where it has none, or hides it over plain http. */
  permission = $state<NotificationPermission | null>(null);

  #employeeId = '';
  readonly #chats = new Map<number, Chat>();
  /** A message is told again whenever something of it changes. */
  readonly #called = new Set<string>();
  #heardAt = 0;
  #saving: Promise<unknown> = Promise.resolve();
  #loading: ReturnType<typeof setTimeout> | undefined;

  start(employeeId: string): () => void {
    this.#employeeId = employeeId;
    this.permission = typeof Notification === 'undefined' ? null : Notification.permission;
    const stopHearing = live.listen({
      opened: () => this.#loadSoon(),
      chat: (chat) => this.#remember(chat),
      message: (number, message) => this.#said(number, message),
      entry: (number, entry) => this.#decided(number, entry),
    });
    this.#loadSoon();
    return () => {
      stopHearing();
      clearTimeout(this.#loading);
      this.#chats.clear();
      this.list.clear();
      this.choice = null;
    };
  }

  async load(): Promise<void> {
    const choice = this.choice;
    const found = await api.alerts.list().catch(() => null);
    if (!found) return;
    this.list.take(found.items);
    // What was chosen meanwhile is newer.
    if (this.choice === choice) this.choice = found.choice;
  }

  async choose(choice: AlertChoice): Promise<void> {
    const before = this.choice;
    // At once: the next press builds on it.
    this.choice = choice;
    try {
      // One after the other: of two that cross, the server would keep either.
      await (this.#saving = this.#saving.catch(() => undefined).then(() => api.alerts.choose(choice)));
    } catch (error) {
      this.choice = before;
      throw error;
    }
  }

  /** Only ever by a press: a browser that is asked by itself says no for good. */
  async allowNotifications(): Promise<void> {
    this.permission = await Notification.requestPermission();
  }

  #remember(chat: Chat) {
    this.#chats.delete(chat.number);
    this.#chats.set(chat.number, chat);
    const [oldest] = this.#chats.keys();
    if (this.#chats.size > REMEMBERED && oldest !== undefined) this.#chats.delete(oldest);
  }

  #said(number: number, message: Message) {
    if (message.direction === 'out') {
      if (message.state === 'failed' && message.author?.id === this.#employeeId) this.#loadSoon();
      return;
    }
    if (this.#called.has(message.id) || message.editedAt !== null || message.reaction !== null) return;
    if (this.#called.size > REMEMBERED) this.#called.clear();
    this.#called.add(message.id);
    setTimeout(() => {
      void this.#call(number, message);
      if (presence.state !== 'online') this.#loadSoon();
    }, SETTLE_MS);
  }

  #decided(number: number, entry: Entry) {
    if (entry.about?.id === this.#employeeId) this.#loadSoon();
    if (!isGiven(entry, this.#employeeId)) return;
    setTimeout(() => void this.#call(number, null), SETTLE_MS);
  }

  /** One tab of a browser speaks; nobody is called on a break, off shift or in their quiet hours. */
  async #call(number: number, message: Message | null): Promise<void> {
    if (!live.isSpeaker) return;
    if (this.choice === null) await this.load();
    const chat = this.#chats.get(number) ?? (await api.chats.get(number).catch(() => null));
    const { choice } = this;
    if (!chat || !choice || isQuiet(choice.quiet, new Date())) return;
    if (presence.state === 'on_break' || presence.state === 'ended') return;
    const whose: Whose = message ? whoseIs(chat, this.#employeeId) : 'mine';
    const isLookedAt = document.hasFocus() && !document.hidden;
    if (isLookedAt && location.pathname === `/chats/${chat.number}`) return;
    if (choice.sound[whose] && Date.now() - this.#heardAt > BREATH_MS) {
      this.#heardAt = Date.now();
      play(whose);
    }
    if (choice.desktop[whose] && !isLookedAt) this.#show(await this.#named(chat), choice.shows, message);
  }

  /** Who writes for the first time has no name until Meta tells it, which is soon. */
  async #named(chat: Chat): Promise<Chat> {
    let newest = chat;
    for (let look = 0; newest.client.firstName === '' && look < NAME_LOOKS; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      newest = this.#chats.get(chat.number) ?? newest;
    }
    return newest;
  }

  #show(chat: Chat, shows: AlertChoice['shows'], message: Message | null) {
    if (this.permission !== 'granted' || Notification.permission !== 'granted') return;
    const { title, body } = notificationWords(chat, shows, message);
    // One of a chat: the newer one takes the place of the older.
    const shown = new Notification(title, { body, tag: `chat-${chat.number}` });
    shown.onclick = () => {
      window.focus();
      shown.close();
      void goto(`/chats/${chat.number}`);
    };
  }

  #loadSoon() {
    clearTimeout(this.#loading);
    this.#loading = setTimeout(() => void this.load(), SETTLE_MS);
  }
}

export const alerts = new Alerts();
