import { isGone } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { Chat, DeadlineKind, Entry, Message, Person } from '#lib/api/types.ts';
import type { Inbox } from '#lib/inbox/inbox.svelte.ts';
import { mergeById, newerChat } from '#lib/live/merge.ts';
import { type ContactFacts, offersOf } from '#lib/chat/context/contact.ts';
import { Attention } from '#lib/chat/attention/attention.svelte.ts';
import { Begun } from '#lib/chat/composer/begun.ts';
import type { Outbox, Said } from '#lib/chat/composer/outbox.svelte.ts';
import { unconfirmedIn } from '#lib/chat/composer/pending.ts';
import { QuotingDraft } from '#lib/chat/quoting/quoting-draft.svelte.ts';
import type { Session } from '#lib/session/session.svelte.ts';
import { UNDO_SECONDS } from '#lib/chat/finish/ending.ts';
import { chatAsItIs, whatItOpensWith } from './opening.ts';
import { Past } from '#lib/chat/past/past.svelte.ts';
import { LoadedMessages } from '#lib/chat/thread/loaded-messages.svelte.ts';
import { firstUnreadId } from '#lib/chat/thread/thread.ts';
import { wholeThread } from '#lib/chat/thread/whole-thread.ts';

export type OpenChatNeeds = { session: Session; inbox: Inbox; outbox: Outbox };

/** The chat on screen. Opening it only looks: nobody joins by reading. */
export class OpenChat {
  readonly number: number;
  readonly attention: Attention;
  readonly begun: Begun;
  readonly quoting: QuotingDraft;
  chat = $state.raw<Chat | null>(null);
  readonly loaded: LoadedMessages;
  entries = $state.raw<Entry[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  /** What the last action of this person met with; shown over the composer until it is put away. */
  problem = $state.raw<unknown>(null);
  /** The act under way; tells whether it was done. */
  underWay = $state.raw<Promise<boolean> | null>(null);
  readonly isBusy = $derived(this.underWay !== null);
  newFromId = $state<string | null>(null);
  /** The message somebody came for. */
  soughtId = $state<string | null>(null);
  /** How often somebody asked to be brought to one. */
  seeks = $state(0);

  readonly #needs: OpenChatNeeds;
  readonly isInPlace: boolean;
  readonly pending = $derived.by(() => unconfirmedIn(this.#needs.outbox.pending, this.number, this.loaded.newest));
  readonly thread = $derived.by(() => wholeThread(this));
  /** The same client's other chats. */
  readonly past: Past;
  readonly offers = $derived.by(() => (this.chat ? offersOf(this.chat, this.messages, this.entries) : []));
  readonly isMine = $derived.by(
    () => this.chat?.operators.some(({ id }) => id === this.#needs.session.employee?.id) ?? false,
  );

  /** `isInPlace`: it stands in the conversation of a later chat, which knows its past. */
  constructor(number: number, needs: OpenChatNeeds, isInPlace = false) {
    this.isInPlace = isInPlace;
    this.number = number;
    this.loaded = new LoadedMessages(number);
    this.attention = new Attention(number);
    const me = () => needs.session.employee?.id ?? '';
    this.begun = new Begun(number, me);
    this.quoting = new QuotingDraft(number, me);
    this.#needs = needs;
    this.past = new Past(number, (other) => new OpenChat(other, needs, true));
    this.chat = needs.inbox.chats.get(number) ?? needs.inbox.found.get(number) ?? null;
  }

  get messages(): readonly Message[] {
    return this.loaded.items;
  }

  async load(): Promise<void> {
    try {
      this.loaded.beginReading();
      const [chat, { messages, entries, earlier }] = await Promise.all([
        chatAsItIs(this),
        whatItOpensWith(this),
        this.isInPlace || this.past.loadLater(this.chat),
      ]);
      this.apply(chat);
      this.loaded.takeNewest(messages);
      this.entries = mergeById(this.entries, entries);
      if (!this.isInPlace) this.past.takeEarlier(earlier);
      if (this.state !== 'ready') await this.#begin(chat.unread);
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      this.error = error;
      if (this.state !== 'ready' || isGone(error)) this.state = 'failed';
    }
  }

  /** What stands before what is here, or after it. */
  async loadMore(side: 'older' | 'newer'): Promise<void> {
    if (this.state !== 'ready') return;
    try {
      await (side === 'older' ? this.loaded.loadOlder() : this.loaded.loadNewer());
    } catch (error) {
      this.problem = error;
    }
  }

  /** Goes to a message, wherever in the chat it is. */
  seek = async (messageId: string): Promise<void> => {
    try {
      this.soughtId = await this.loaded.showAround(messageId);
      this.seeks += 1;
    } catch (error) {
      this.problem = error;
    }
  };

  apply(chat: Chat) {
    if (chat.number !== this.number) return;
    this.chat = newerChat(this.chat ?? undefined, chat);
    this.#needs.inbox.apply(this.chat);
  }

  receive(message: Message) {
    const isNew = this.loaded.receive(message);
    if (isNew && message.direction === 'in' && !document.hasFocus()) this.newFromId ??= message.id;
  }

  /** The answer to a post: only for a message the stream has not told of yet, since the stream may be ahead. */
  confirm(message: Message) {
    this.loaded.confirm(message);
  }

  record(entry: Entry) {
    this.entries = mergeById(this.entries, [entry]);
  }

  /** Whether the server took it, once that is known. */
  send(said: Said): Promise<boolean> {
    const seen = this.begun.take(this.loaded.newest);
    this.loaded.showEnd();
    const accepted = this.#needs.outbox.add(this.number, said, this.quoting.take(), seen);
    this.newFromId = null;
    return accepted;
  }

  take = () => this.#act(() => api.chats.take(this.number));
  add = (colleague: Person) => this.#act(() => api.chats.add(this.number, colleague.id));
  leave = () => this.#act(() => api.chats.leave(this.number));
  setInProgress = () => this.#act(() => api.chats.setStatus(this.number, { status: 'in_progress' }));
  /** The client's contact was asked for long enough. */
  handOver = () => this.#act(() => api.chats.handOver(this.number));
  keepContact = (contact: ContactFacts) => this.#act(() => api.chats.setContact(this.number, contact));
  fire = (kind: DeadlineKind) => this.#act(() => api.chats.moveDeadline(this.number, kind, new Date().toISOString()));
  drop = (kind: DeadlineKind) => this.#act(() => api.chats.dropDeadline(this.number, kind));
  /** Who the client is among the contacts; null: nobody known. */
  link = (contactId: string | null) => this.#act(() => api.contacts.link(this.number, contactId));
  finish = () => this.#act(() => api.chats.setStatus(this.number, { status: 'finished', undoFor: UNDO_SECONDS }));
  undoFinish = () => this.#act(() => api.chats.undoFinish(this.number));

  /** For forms, which show a refusal themselves. */
  async setContact(contact: ContactFacts): Promise<void> {
    this.apply(await api.chats.setContact(this.number, contact));
  }

  async move(kind: DeadlineKind, at: string): Promise<void> {
    this.apply(await api.chats.moveDeadline(this.number, kind, at));
  }

  async retry(message: Message): Promise<void> {
    this.problem = null;
    try {
      await this.loaded.change(message.id, () => api.chats.retry(this.number, message.id));
    } catch (error) {
      this.problem = error;
    }
  }

  /** Told only by an operator of the chat who really looks at it. */
  async markSeen(): Promise<void> {
    if (!this.isMine || !this.chat || this.chat.unread === 0) return;
    await api.chats.seen(this.number).catch(() => undefined);
  }

  /** One reads on where one left off, and what one came for is shown first. */
  async #begin(unread: number) {
    const known = this.messages.filter(({ direction }) => direction === 'in').length;
    const isBeyond = unread > known && !this.loaded.isComplete;
    const first = isBeyond ? await this.loaded.showAround('unread') : null;
    this.newFromId = first ?? firstUnreadId(this.messages, unread);
    this.loaded.unseen.open(this.messages, this.newFromId, unread);
    if (this.soughtId !== null) await this.seek(this.soughtId);
  }

  async #act(action: () => Promise<Chat>): Promise<void> {
    this.problem = null;
    this.underWay = action()
      .then((chat) => this.apply(chat))
      .catch((error: unknown) => (this.problem = error))
      .finally(() => (this.underWay = null))
      .then(() => this.problem === null);
    await this.underWay;
  }
}
