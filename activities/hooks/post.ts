import type { Hosts } from '#activities/files/hosts.ts';
import { type NoAnswer, postPinned, readAtMost, whyNoAnswer } from '#activities/outgoing/pinned.ts';
import { signedHeaders } from './sign.ts';

export interface HookMessage {
  id: string;
  url: string;
  body: string;
  /** The newest first. */
  secrets: string[];
}

export interface HookSettings {
  hosts: Hosts;
  wholeMs?: number;
}

export interface HookAnswer {
  /** Null: there was no answer. */
  status: number | null;
  answer: string;
  reason: NoAnswer | null;
  tookMs: number;
}

const WHOLE_MS = 15_000;
/** Of an answer so much is kept: it is looked at by a person. */
const ANSWER_BYTES = 4_096;

/** Tells another system once. Its address is looked up, checked and kept to each time anew. */
export async function postHook({ id, url, body, secrets }: HookMessage, settings: HookSettings): Promise<HookAnswer> {
  const began = performance.now();
  const slow = AbortSignal.timeout(settings.wholeMs ?? WHOLE_MS);
  const took = (): number => Math.round(performance.now() - began);
  try {
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Rozmova-Webhooks/1',
      ...signedHeaders(id, body, secrets),
    };
    const coming = await postPinned({ url, hosts: settings.hosts }, { headers, body }, slow);
    const { text } = await readAtMost(coming, ANSWER_BYTES);
    // What PostgreSQL keeps no text with.
    return { status: coming.statusCode ?? 0, answer: text.replaceAll('\0', ''), reason: null, tookMs: took() };
  } catch (error) {
    return { status: null, answer: '', reason: whyNoAnswer(error, slow), tookMs: took() };
  }
}
