import type { Schedule } from './schedule.ts';
import type { Switches } from './switches.ts';
import { fromClient, fromPage, replyReference } from './webhook/delivery.ts';
import type { Dispatch } from './webhook/dispatch.ts';
import { addMessage, changed, now, type Message, type Thread, type World } from './world.ts';

/** Meta's own inbox, as the echo page of the documentation names it. */
export const inboxAppId = '26390203743090';

export type PageMessageNeeds = { world: World; dispatch: Dispatch; schedule: Schedule; switches: () => Switches };
export type PageMessages = ReturnType<typeof createPageMessages>;

/** What happens once a page's message is accepted: the person has it, the app gets its echo and receipts. */
export function createPageMessages({ world, dispatch, schedule, switches }: PageMessageNeeds) {
  /** Accepts without telling anyone yet, so that the caller chooses whether echo or answer comes first. */
  function accept(thread: Thread, content: Omit<Message, 'mid' | 'from' | 'at'>): Message {
    thread.typing = false;
    return addMessage(world, thread, { from: 'page', at: now(world), ...content });
  }

  function echo(thread: Thread, message: Message): void {
    const { mid, text, attachments, metadata, appId, replyTo } = message;
    const content = {
      mid,
      is_echo: true,
      ...(appId === undefined ? {} : { app_id: Number(appId) }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(text === undefined ? {} : { text }),
      ...replyReference(world, replyTo, 'page'),
      ...(attachments === undefined ? {} : { attachments: attachments.map(asEchoed) }),
    };
    dispatch.send(thread.page, fromPage(thread, message.at, { message: content }), keyOf(thread));
  }

  /** Echoes by the switch (all modes but `before`, which the Send API awaits), then receipts. */
  function follow(thread: Thread, message: Message): void {
    const { mode, ms } = switches().echo;
    if (mode !== 'never' && mode !== 'before') schedule.after(ms, () => echo(thread, message));
    if (mode === 'twice') schedule.after(ms, () => echo(thread, message));
    const { delivery, read } = switches().receipts;
    const first = mode === 'normal' || mode === 'twice' ? ms : 0;
    if (delivery.on) schedule.after(first + delivery.afterMs, () => delivered(thread, message));
    if (read.on) schedule.after(first + delivery.afterMs + read.afterMs, () => readUpTo(thread, message));
  }

  function delivered(thread: Thread, message: Message): void {
    const at = now(world);
    message.deliveredAt ??= at;
    const delivery = { mids: [message.mid], watermark: message.at };
    dispatch.send(thread.page, fromClient(world, thread, at, { delivery }), keyOf(thread));
    changed(world, thread);
  }

  function readUpTo(thread: Thread, last: Message): void {
    const at = now(world);
    const unread = thread.messages.filter(
      (message) => message.from === 'page' && message.readAt === undefined && message.at <= last.at,
    );
    for (const message of unread) message.readAt = at;
    dispatch.send(thread.page, fromClient(world, thread, at, { read: { watermark: last.at } }), keyOf(thread));
    changed(world, thread);
  }

  /** A person of the company answers in Meta's own inbox: the app learns of it by an echo with a foreign app id. */
  function answerFromInbox(thread: Thread, text: string): Message {
    if (switches().inboxTakesThread && thread.owner === 'app') {
      thread.owner = 'inbox';
      const control = {
        take_thread_control: { previous_owner_app_id: null, new_owner_app_id: inboxAppId, metadata: '' },
      };
      dispatch.send(thread.page, fromClient(world, thread, now(world), control));
    }
    const message = accept(thread, { text, appId: inboxAppId });
    follow(thread, message);
    if (switches().echo.mode === 'before') echo(thread, message);
    return message;
  }

  return { accept, echo, follow, answerFromInbox };
}

function keyOf(thread: Thread): 'messaging' | 'standby' {
  return thread.owner === 'inbox' ? 'standby' : 'messaging';
}

/** Echoes of templates carry an empty title beside the payload; media come as they are. */
function asEchoed(attachment: { type: string }) {
  return attachment.type === 'template' ? { title: '', ...attachment } : attachment;
}
