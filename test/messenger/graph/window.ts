import type { Switches } from '../switches.ts';
import { now, type Page, type Thread, type World } from '../world.ts';
import { graphError, knownError, wrong } from './error.ts';
import { text } from './request.ts';

const hour = 3_600_000;
const standardWindow = 24 * hour;
const humanAgentWindow = 7 * 24 * hour;
/**
 * A *may* of Meta's policy (messenger-platform §3.2): so long for RESPONSE after the first message behind an
 * advertisement.
 */
const adWindowMs = 7 * 24 * hour;
const deadTags = new Set(['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']);

/** Whether the page may write to this person now, by `messaging_type` and `tag`; throws Meta's refusal if not. */
export function checkWindow(
  world: World,
  page: Page,
  thread: Thread,
  values: Record<string, unknown>,
  { adWindow }: Pick<Switches, 'adWindow'>,
): void {
  const type = text(values['messaging_type'])?.toUpperCase() ?? 'RESPONSE';
  if (!['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'].includes(type))
    throw wrong(`Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}`);
  const allowed = type === 'MESSAGE_TAG' ? windowOfTag(page, text(values['tag'])?.toUpperCase()) : standardWindow;
  const since = thread.lastActionAt === null ? Infinity : now(world) - thread.lastActionAt;
  const behindAd =
    adWindow &&
    type === 'RESPONSE' &&
    thread.adMessageAt !== undefined &&
    now(world) - thread.adMessageAt <= adWindowMs;
  if (since > allowed && !behindAd) throw knownError(10, 2018278);
}

function windowOfTag(page: Page, tag: string | undefined): number {
  if (tag === undefined) throw wrong('Param tag is required for messaging_type MESSAGE_TAG');
  if (deadTags.has(tag)) throw knownError(100, 1893061);
  if (tag !== 'HUMAN_AGENT') throw wrong(`Invalid parameter: unknown tag ${tag}`);
  // What Meta answers without the feature is not documented; a missing permission is the likeliest.
  if (!page.humanAgent)
    throw graphError(403, 200, '(#200) Requires the Human Agent feature to be approved for this app.');
  return humanAgentWindow;
}
