import type { z } from 'zod';
import { changed, now, type Thread } from '../world.ts';
import { NotThere } from './not-there.ts';
import type { Done, Person } from './person.ts';
import { blockSchema, editSchema, reactionSchema, readSchema } from './schemas.ts';

/** What a person can do to messages that are there, and to the page. */
export const createGestures = (person: Person) => ({
  sendReaction(input: z.input<typeof reactionSchema>): Done {
    const { mid, reaction, emoji, action } = reactionSchema.parse(input);
    const { thread, message } = person.ofMid(mid);
    message.reaction = action === 'react' ? emoji : undefined;
    const what = action === 'react' ? { reaction, emoji, action, mid } : { action, mid };
    return { ...person.tell(thread, person.act(thread, undefined), { reaction: what }), mid };
  },

  sendEdit(input: z.input<typeof editSchema>): Done {
    const { mid, text } = editSchema.parse(input);
    const { thread, message } = person.ofMid(mid);
    const edits = (message.edits ?? 0) + 1;
    if (message.from !== 'client' || edits > 5)
      throw new NotThere('only own messages can be edited, at most five times');
    Object.assign(message, { text, edits });
    return { ...person.tell(thread, now(person.world), { message_edit: { mid, text, num_edit: edits } }), mid };
  },

  /** The person opens the chat: everything the page wrote so far is read. Silent when nothing new stands there. */
  read(input: z.input<typeof readSchema>): Done {
    const { timestamp, ...rest } = readSchema.parse(input);
    const thread = person.find(rest);
    const at = timestamp ?? now(person.world);
    const unread = thread.messages.filter(
      (message) => message.from === 'page' && message.readAt === undefined && message.at <= at,
    );
    if (unread.length === 0) return { mid: null, timestamp: at, psid: thread.psid, page: thread.page };
    for (const message of unread) Object.assign(message, { deliveredAt: message.deliveredAt ?? at, readAt: at });
    return person.tell(thread, at, { read: { watermark: Math.max(...unread.map((message) => message.at)) } });
  },

  setBlocked(input: z.input<typeof blockSchema>): Thread {
    const { blocked, ...rest } = blockSchema.parse(input);
    const thread = person.find(rest);
    thread.blocked = blocked;
    changed(person.world, thread);
    return thread;
  },
});
