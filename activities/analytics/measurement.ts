import { postPinned, readAtMost, whyNoAnswer } from '#activities/outgoing/pinned.ts';
import type { Address, Hosts } from '#activities/files/hosts.ts';

/** The data stream that events go to. */
export interface Stream {
  measurementId: string;
  secret: string;
}

export interface AnalyticsSettings {
  /** Of the Measurement Protocol, without a path. */
  url: string;
  hosts: Hosts;
  resolve?: (host: string) => Promise<Address[]>;
  wholeMs?: number;
}

/** What Google's validation says of an event. */
export interface Validation {
  fieldPath: string;
  description: string;
  validationCode: string;
}

export const GOOGLE = 'https://www.google-analytics.com';
const WHOLE_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;

/** An event did not arrive; the reason is a code. */
export class NotCollected extends Error {
  override name = 'NotCollected';
}

const DOMAIN = 'google-analytics.com';

/** At Google's own servers, or at one that whoever installs it named. */
export function analyticsAt(url: string): AnalyticsSettings {
  const { hostname, origin } = new URL(url);
  return { url: origin, hosts: { domains: [DOMAIN], origins: hostname.endsWith(`.${DOMAIN}`) ? [] : [origin] } };
}

/** Google answers 2xx to whatever it is sent, also to what it does not understand: that it arrived is all one knows. */
export async function collect(stream: Stream, body: object, settings: AnalyticsSettings): Promise<void> {
  await send('/mp/collect', stream, body, settings);
}

/** What is wrong with an event; nothing of it is counted. Google does not say here whether the secret is right. */
export async function validate(stream: Stream, body: object, settings: AnalyticsSettings): Promise<Validation[]> {
  const strict = { ...body, validation_behavior: 'ENFORCE_RECOMMENDATIONS' };
  return messagesIn(await send('/debug/mp/collect', stream, strict, settings));
}

async function send(path: string, { measurementId, secret }: Stream, body: object, settings: AnalyticsSettings) {
  const query = new URLSearchParams({ measurement_id: measurementId, api_secret: secret });
  const slow = AbortSignal.timeout(settings.wholeMs ?? WHOLE_MS);
  try {
    const answer = await postPinned(
      { url: `${settings.url}${path}?${query}`, hosts: settings.hosts, resolve: settings.resolve },
      { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      slow,
    );
    const { text } = await readAtMost(answer, ANSWER_BYTES);
    const { statusCode: status = 0 } = answer;
    if (status >= 200 && status < 300) return text;
    throw new NotCollected(String(status));
  } catch (error) {
    if (error instanceof NotCollected) throw error;
    throw new NotCollected(whyNoAnswer(error, slow), { cause: error });
  }
}

function messagesIn(text: string): Validation[] {
  try {
    const { validationMessages = [] } = JSON.parse(text) as { validationMessages?: Partial<Validation>[] };
    return validationMessages.map(({ fieldPath = '', description = '', validationCode = '' }) => ({
      fieldPath,
      description,
      validationCode,
    }));
  } catch (error) {
    throw new NotCollected('unreadable', { cause: error });
  }
}
