import { z } from 'zod';
import type { Switches } from '../switches.ts';
import { fromClient, replyReference, type WebhookEvent } from '../webhook/delivery.ts';
import type { Dispatch } from '../webhook/dispatch.ts';
import { addMessage, changed, now, threadOf, type Message, type Thread, type World } from '../world.ts';
import { NotThere } from './not-there.ts';

const who = z.object({
  page: z.string().optional(),
  psid: z.string().optional(),
  client: z.string().optional(),
  timestamp: z.number().optional(),
});
const referral = z.looseObject({
  ref: z.string().optional(),
  source: z.string().default('SHORTLINK'),
  type: z.string().default('OPEN_THREAD'),
});
const attachment = z.looseObject({ type: z.string(), payload: z.looseObject({}).nullable().optional() });

export const messageSchema = who.extend({
  text: z.string().optional(),
  attachments: z.array(attachment).optional(),
  quickReply: z.string().optional(),
  replyTo: z.string().optional(),
  referral: referral.optional(),
});
export const postbackSchema = who.extend({
  title: z.string().default('Get Started'),
  payload: z.string().default('GET_STARTED'),
  referral: referral.optional(),
});
export const referralSchema = who.extend(referral.shape);
export const reactionSchema = z.object({
  mid: z.string(),
  reaction: z.string().default('love'),
  emoji: z.string().default('❤️'),
  action: z.enum(['react', 'unreact']).default('react'),
});
export const editSchema = z.object({ mid: z.string(), text: z.string() });
export const readSchema = who;
export const blockSchema = who.extend({ blocked: z.boolean() });

export type Done = { mid: string | null; timestamp: number; psid: string; page: string };

/** What a person can do in Messenger, each told to the page's app as Meta tells it. */
export function createActions(world: World, dispatch: Dispatch, switches: () => Switches) {
  function find({ page, psid, client }: z.output<typeof who>): Thread {
    const known = psid === undefined ? undefined : world.threadOfPsid.get(psid);
    const person = client ?? known?.client;
    const onPage = page ?? known?.page ?? world.pages.keys().next().value;
    if (person === undefined || onPage === undefined || !world.clients.has(person))
      throw new NotThere(`no such person: ${client ?? psid}`);
    if (!world.pages.has(onPage)) throw new NotThere(`no such page: ${onPage}`);
    return threadOf(world, onPage, person);
  }

  function ofMid(mid: string): { thread: Thread; message: Message } {
    const thread = world.threadOfMid.get(mid);
    const message = thread?.messages.find((one) => one.mid === mid);
    if (!thread || !message) throw new NotThere(`no such message: ${mid}`);
    return { thread, message };
  }

  function tell(thread: Thread, at: number, content: WebhookEvent): Done {
    const key = thread.owner === 'inbox' ? 'standby' : 'messaging';
    dispatch.send(thread.page, fromClient(world, thread, at, content), key);
    changed(world, thread);
    return { mid: null, timestamp: at, psid: thread.psid, page: thread.page };
  }

  function act(thread: Thread, timestamp: number | undefined): number {
    const at = timestamp ?? now(world);
    thread.lastActionAt = Math.max(at, thread.lastActionAt ?? 0);
    return at;
  }

  /** What an advertisement brings: a click, and the first message behind it. */
  function comeBy(thread: Thread, at: number, source: string | undefined, isMessage: boolean): void {
    const isBehindAd = source === 'ADS' || thread.clickedAd === true;
    if (isMessage && isBehindAd) thread.adMessageAt = at;
    thread.clickedAd = !isMessage && isBehindAd;
  }

  return {
    find,

    sendMessage(input: z.input<typeof messageSchema>): Done {
      const { text, quickReply, replyTo, timestamp, ...rest } = messageSchema.parse(input);
      const thread = find(rest);
      const at = act(thread, timestamp);
      comeBy(thread, at, rest.referral?.source, true);
      const attachments = switches().unknownAttachment
        ? [{ type: 'hologram', payload: { url: 'https://www.facebook.com/hologram', depth: 3 } }]
        : rest.attachments;
      const { mid } = addMessage(world, thread, { from: 'client', at, text, attachments, quickReply, replyTo });
      const message = {
        mid,
        ...(text === undefined ? {} : { text }),
        ...(quickReply === undefined ? {} : { quick_reply: { payload: quickReply } }),
        ...replyReference(world, replyTo, 'client'),
        ...(attachments === undefined ? {} : { attachments }),
        ...(rest.referral === undefined ? {} : { referral: rest.referral }),
      };
      return { ...tell(thread, at, { message }), mid };
    },

    sendPostback(input: z.input<typeof postbackSchema>): Done {
      const { title, payload, timestamp, ...rest } = postbackSchema.parse(input);
      const thread = find(rest);
      const at = act(thread, timestamp);
      comeBy(thread, at, rest.referral?.source, false);
      const { mid } = addMessage(world, thread, { from: 'client', at, postback: { title, payload } });
      // A stand-by app sees the press, but not what the button means.
      const postback = {
        mid,
        title,
        ...(thread.owner === 'inbox' ? {} : { payload }),
        ...(rest.referral === undefined ? {} : { referral: rest.referral }),
      };
      return { ...tell(thread, at, { postback }), mid };
    },

    sendReferral(input: z.input<typeof referralSchema>): Done {
      const { page, psid, client, timestamp, ...rest } = referralSchema.parse(input);
      const thread = find({ page, psid, client });
      const at = act(thread, timestamp);
      comeBy(thread, at, rest.source, false);
      return tell(thread, at, { referral: rest });
    },

    sendReaction(input: z.input<typeof reactionSchema>): Done {
      const { mid, reaction, emoji, action } = reactionSchema.parse(input);
      const { thread, message } = ofMid(mid);
      message.reaction = action === 'react' ? emoji : undefined;
      const what = action === 'react' ? { reaction, emoji, action, mid } : { action, mid };
      return { ...tell(thread, act(thread, undefined), { reaction: what }), mid };
    },

    sendEdit(input: z.input<typeof editSchema>): Done {
      const { mid, text } = editSchema.parse(input);
      const { thread, message } = ofMid(mid);
      const edits = (message.edits ?? 0) + 1;
      if (message.from !== 'client' || edits > 5)
        throw new NotThere('only own messages can be edited, at most five times');
      Object.assign(message, { text, edits });
      return { ...tell(thread, now(world), { message_edit: { mid, text, num_edit: edits } }), mid };
    },

    /** The person opens the chat: everything the page wrote so far is read. Silent when nothing new stands there. */
    read(input: z.input<typeof readSchema>): Done {
      const { timestamp, ...rest } = readSchema.parse(input);
      const thread = find(rest);
      const at = timestamp ?? now(world);
      const unread = thread.messages.filter(
        (message) => message.from === 'page' && message.readAt === undefined && message.at <= at,
      );
      if (unread.length === 0) return { mid: null, timestamp: at, psid: thread.psid, page: thread.page };
      for (const message of unread) Object.assign(message, { deliveredAt: message.deliveredAt ?? at, readAt: at });
      return tell(thread, at, { read: { watermark: Math.max(...unread.map((message) => message.at)) } });
    },

    setBlocked(input: z.input<typeof blockSchema>): Thread {
      const { blocked, ...rest } = blockSchema.parse(input);
      const thread = find(rest);
      thread.blocked = blocked;
      changed(world, thread);
      return thread;
    },
  };
}

export type Actions = ReturnType<typeof createActions>;
