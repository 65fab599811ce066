import type { MessageBody } from '#api/messages/schema.ts';
import { fault } from '../judge/verdict.ts';
import { bodyOf } from './direct.ts';
import { pageOf } from './exchange.ts';
import type { Rig } from './rig.ts';
import { until, untilSettled } from './wait.ts';

/** A message that consists of a file at an address, and the words by which it is found. */
export interface Attached {
  words: string;
  type: string;
  url: string;
}

/** Somebody new for each writes in one delivery; waits until each is on the screen with a place for its file. */
export async function sayWithFiles(rig: Rig, all: Attached[]): Promise<void> {
  const page = pageOf(rig).facebookId;
  const events = all.map(({ words, type, url }, n) => {
    const mid = `m_${rig.mark}-${words.replaceAll(' ', '-')}`;
    const text = `${rig.mark} ${words}`;
    const [at, psid] = [Date.now() + n, `6${Date.now()}${n}`];
    rig.ledgers.said.add({ mid, psid, page, timestamp: at, text, at, by: 'direct' });
    const message = { mid, text, attachments: [{ type, payload: { url } }] };
    return { mid, event: { sender: { id: psid }, recipient: { id: page }, timestamp: at, message } };
  });
  const body = bodyOf([{ page, events: events.map(({ event }) => event) }]);
  const mids = events.map(({ mid }) => mid);
  const { status } = await untilSettled(() => rig.direct.postBody(body, mids));
  if (status !== 200) rig.findings.push(fault('row', 'lost', `messages with attachments were answered ${status}`));
  const missing = () => all.filter(({ words }) => fileOf(rig, words) === undefined);
  if (!(await until(() => missing().length === 0 || undefined)))
    rig.findings.push(fault('row', 'lost', `without a place for its file: ${missing().map(({ words }) => words)}`));
}

/** The file of the message with these words, as the window shows it. */
export function fileOf({ browser, mark }: Rig, words: string): MessageBody['attachments'][number] | undefined {
  const shown = [...browser.messages.values()].find(({ message }) => message.text === `${mark} ${words}`);
  return shown?.message.attachments[0];
}
