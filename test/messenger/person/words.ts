import type { z } from 'zod';
import { replyReference } from '../webhook/delivery.ts';
import { addMessage, type Thread } from '../world.ts';
import type { Done, Person } from './person.ts';
import { messageSchema, postbackSchema, referralSchema } from './schemas.ts';

const HOLOGRAM = { type: 'hologram', payload: { url: 'https://www.facebook.com/hologram', depth: 3 } };

/** What a person can say: a message, a button, coming by a link. */
export const createWords = (person: Person) => ({
  sendMessage(input: z.input<typeof messageSchema>): Done {
    const { text, quickReply, replyTo, timestamp, ...rest } = messageSchema.parse(input);
    const thread = person.find(rest);
    const at = person.act(thread, timestamp);
    comeBy(thread, at, rest.referral?.source, true);
    const attachments = person.switches().unknownAttachment ? [HOLOGRAM] : rest.attachments;
    const { mid } = addMessage(person.world, thread, { from: 'client', at, text, attachments, quickReply, replyTo });
    const message = {
      mid,
      ...(text === undefined ? {} : { text }),
      ...(quickReply === undefined ? {} : { quick_reply: { payload: quickReply } }),
      ...replyReference(person.world, replyTo, 'client'),
      ...(attachments === undefined ? {} : { attachments }),
      ...(rest.referral === undefined ? {} : { referral: rest.referral }),
    };
    return { ...person.tell(thread, at, { message }), mid };
  },

  sendPostback(input: z.input<typeof postbackSchema>): Done {
    const { title, payload, timestamp, ...rest } = postbackSchema.parse(input);
    const thread = person.find(rest);
    const at = person.act(thread, timestamp);
    comeBy(thread, at, rest.referral?.source, false);
    const { mid } = addMessage(person.world, thread, { from: 'client', at, postback: { title, payload } });
    // A stand-by app sees the press, but not what the button means.
    const postback = {
      mid,
      title,
      ...(thread.owner === 'inbox' ? {} : { payload }),
      ...(rest.referral === undefined ? {} : { referral: rest.referral }),
    };
    return { ...person.tell(thread, at, { postback }), mid };
  },

  sendReferral(input: z.input<typeof referralSchema>): Done {
    const { page, psid, client, timestamp, ...rest } = referralSchema.parse(input);
    const thread = person.find({ page, psid, client });
    const at = person.act(thread, timestamp);
    comeBy(thread, at, rest.source, false);
    return person.tell(thread, at, { referral: rest });
  },
});

/** What an advertisement brings: a click, and the first message behind it. */
function comeBy(thread: Thread, at: number, source: string | undefined, isMessage: boolean): void {
  const isBehindAd = source === 'ADS' || thread.clickedAd === true;
  if (isMessage && isBehindAd) thread.adMessageAt = at;
  thread.clickedAd = !isMessage && isBehindAd;
}
