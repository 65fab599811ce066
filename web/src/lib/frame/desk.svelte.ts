import type { Message } from '#lib/api/types.ts';
import { Inbox } from '#lib/inbox/inbox.svelte.ts';
import { type LiveListener, live } from '#lib/live/live.svelte.ts';
import { alerts } from '#lib/alerts/alerts.svelte.ts';
import { OpenChat } from '#lib/chat/open-chat.svelte.ts';
import { ahead } from '#lib/chat/opening.ts';
import { drafts } from '#lib/chat/composer/drafts.svelte.ts';
import { outbox } from '#lib/chat/composer/outbox.svelte.ts';
import { presence } from '#lib/team/presence/presence.svelte.ts';
import { session } from '#lib/session/session.svelte.ts';
import { troubles } from '#lib/troubles/troubles.svelte.ts';

export const inbox = new Inbox(session);

/** Joins the stream of changes, the list, the chat on screen and the messages on their way. */
class Desk {
  open = $state.raw<OpenChat | null>(null);
  #isLoaded = false;

  start(employeeId: string): () => void {
    const stopListening = live.listen(this.#whatIsTold());
    // Nothing falls between the two: the stream begins where the session was read.
    const stopLive = live.start(employeeId, session.lastEventId);
    const stopDrafts = drafts.open(employeeId);
    const stopPresence = session.canAnswer ? presence.start(employeeId) : () => undefined;
    const stopAlerts = session.canAnswer ? alerts.start(employeeId) : () => undefined;
    const stopTroubles = session.isAdmin || session.isAuditor ? troubles.start() : () => undefined;
    const focused = () => live.state === 'broken' && void this.reload();
    window.addEventListener('focus', focused);
    outbox.open(employeeId, (number, message) => this.open?.number === number && this.open.confirm(message));
    void this.reload();
    return () => {
      window.removeEventListener('focus', focused);
      stopListening();
      stopLive();
      stopDrafts();
      stopPresence();
      stopTroubles();
      stopAlerts();
      this.#forget();
    };
  }

  /** Shows a chat, at a message of it. Looking at it joins nobody to it. */
  show(number: number, messageId: string | null = null) {
    if (this.open?.number === number) return void (messageId !== null && this.open.seek(messageId));
    this.open = new OpenChat(number, { session, inbox, outbox });
    this.open.soughtId = messageId;
    if (this.#isLoaded) void this.open.load();
  }

  hide() {
    this.open = null;
  }

  async reload(): Promise<void> {
    this.#isLoaded = true;
    ahead.clear();
    await Promise.all([inbox.load(), this.open?.load()]);
  }

  #whatIsTold(): LiveListener {
    return {
      opened: () => void this.#streamOpened(),
      chat: (chat) => {
        ahead.changed(chat);
        inbox.apply(chat);
        this.open?.apply(chat);
        this.open?.past.apply(chat, this.open.chat);
      },
      message: (number, message) => this.#received(number, message),
      entry: (number, entry) => {
        ahead.forget(number);
        if (this.open?.number === number) this.open.record(entry);
      },
      page: (page) => {
        ahead.clear();
        session.pageChanged(page);
      },
      reload: () => void this.reload(),
      ended: () => session.end(),
    };
  }

  async #streamOpened(): Promise<void> {
    ahead.clear();
    const hasFailed = inbox.state === 'failed' || this.open?.state === 'failed';
    if (!live.hasCaughtUp || hasFailed) await this.reload();
    void outbox.flush();
  }

  #received(number: number, message: Message) {
    ahead.forget(number);
    if (this.open?.number === number) this.open.receive(message);
    if (message.key) outbox.remove(message.key);
  }

  #forget() {
    outbox.close();
    inbox.clear();
    ahead.clear();
    this.open = null;
    this.#isLoaded = false;
  }
}

export const desk = new Desk();
