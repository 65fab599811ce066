import type { Schedule } from './schedule.ts';
import type { Switches } from './switches.ts';
import { fromClient, fromPage, replyReference } from './webhook/delivery.ts';
import type { Dispatch } from './webhook/dispatch.ts';
import { addMessage, changed, now, type Message, type Thread, type World } from './world.ts';

/** Meta's own inbox, as the echo page of the documentation names it. */
export const inboxAppId = '26390203743090';

export type PageMessageNeeds = { world: World; dispatch: Dispatch; schedule: Schedule; switches: () => Switches };

/** What happens once a page's message is accepted: the person has it, the app gets its echo and receipts. */
export class PageMessages {
  private readonly needs: PageMessageNeeds;

  constructor(needs: PageMessageNeeds) {
    this.needs = needs;
  }

  /** Accepts without telling anyone yet, so that the caller chooses whether echo or answer comes first. */
  accept(thread: Thread, content: Omit<Message, 'mid' | 'from' | 'at'>): Message {
    const { world } = this.needs;
    thread.typing = false;
    return addMessage(world, thread, { from: 'page', at: now(world), ...content });
  }

  echo(thread: Thread, message: Message): void {
    const { mid, text, attachments, metadata, appId, replyTo } = message;
    const content = {
      mid,
      is_echo: true,
      ...(appId === undefined ? {} : { app_id: Number(appId) }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(text === undefined ? {} : { text }),
      ...replyReference(this.needs.world, replyTo, 'page'),
      ...(attachments === undefined ? {} : { attachments: attachments.map(asEchoed) }),
    };
    this.needs.dispatch.send(thread.page, fromPage(thread, message.at, { message: content }), keyOf(thread));
  }

  /** Echoes by the switch (all modes but `before`, which the Send API awaits), then receipts. */
  follow(thread: Thread, message: Message): void {
    const { schedule, switches } = this.needs;
    const { mode, ms } = switches().echo;
    if (mode !== 'never' && mode !== 'before') schedule.after(ms, () => this.echo(thread, message));
    if (mode === 'twice') schedule.after(ms, () => this.echo(thread, message));
    const { delivery, read } = switches().receipts;
    const first = mode === 'normal' || mode === 'twice' ? ms : 0;
    if (delivery.on) schedule.after(first + delivery.afterMs, () => this.delivered(thread, message));
    if (read.on) schedule.after(first + delivery.afterMs + read.afterMs, () => this.readUpTo(thread, message));
  }

  /** A person of the company answers in Meta's own inbox: the app learns of it by an echo with a foreign app id. */
  answerFromInbox(thread: Thread, text: string): Message {
    if (this.needs.switches().inboxTakesThread && thread.owner === 'app') this.takeThread(thread);
    const message = this.accept(thread, { text, appId: inboxAppId });
    this.follow(thread, message);
    if (this.needs.switches().echo.mode === 'before') this.echo(thread, message);
    return message;
  }

  private takeThread(thread: Thread): void {
    const { world, dispatch } = this.needs;
    thread.owner = 'inbox';
    const control = {
      take_thread_control: { previous_owner_app_id: null, new_owner_app_id: inboxAppId, metadata: '' },
    };
    dispatch.send(thread.page, fromClient(world, thread, now(world), control));
  }

  private delivered(thread: Thread, message: Message): void {
    const { world, dispatch } = this.needs;
    const at = now(world);
    message.deliveredAt ??= at;
    const delivery = { mids: [message.mid], watermark: message.at };
    dispatch.send(thread.page, fromClient(world, thread, at, { delivery }), keyOf(thread));
    changed(world, thread);
  }

  private readUpTo(thread: Thread, last: Message): void {
    const { world, dispatch } = this.needs;
    const at = now(world);
    const unread = thread.messages.filter(
      (message) => message.from === 'page' && message.readAt === undefined && message.at <= last.at,
    );
    for (const message of unread) message.readAt = at;
    dispatch.send(thread.page, fromClient(world, thread, at, { read: { watermark: last.at } }), keyOf(thread));
    changed(world, thread);
  }
}

function keyOf(thread: Thread): 'messaging' | 'standby' {
  return thread.owner === 'inbox' ? 'standby' : 'messaging';
}

/** Echoes of templates carry an empty title beside the payload; media come as they are. */
function asEchoed(attachment: { type: string }) {
  return attachment.type === 'template' ? { title: '', ...attachment } : attachment;
}
