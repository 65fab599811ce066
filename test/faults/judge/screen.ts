import type { Evidence } from './evidence.ts';
import { type Fault, fault } from './verdict.ts';

const IN_TIME_MS = 5_000;

/**
 * I6: the window that was open all the time shows everything once, as it is now, soon after the fault, and was never
 * reloaded.
 */
export function judgeScreen(evidence: Evidence): Fault[] {
  const { rig, messages, chats } = evidence;
  const { browser } = rig;
  // Windows load everything anew then, which the recording one never does.
  if (rig.lost.size > 0) return [];
  const truth = [...messages.values()].flat();
  const missing = truth.filter(({ id }) => !browser.messages.has(id));
  const stale = truth.filter(
    ({ id, state }) => browser.messages.has(id) && browser.messages.get(id)?.message.state !== state,
  );
  // What moved since the evidence was gathered stands on the screen already.
  const chatsStale = chats.filter(({ number, version }) => (browser.chats.get(number)?.version ?? -1) < version);
  return [
    ...missing.map(({ text }) => fault('I6', 'lost', `the screen never showed "${text}"`)),
    ...stale.map(({ id, text, state }) =>
      fault('I6', 'wrong state', `"${text}" is ${state}, the screen says ${browser.messages.get(id)?.message.state}`),
    ),
    ...chatsStale.map(({ number }) => fault('I6', 'wrong state', `the screen shows an old state of chat ${number}`)),
    ...moreThanThere(evidence).map((what) => fault('I6', 'doubled', `the screen shows ${what} too often`)),
    ...(browser.reloads > 0 ? [fault('I6', 'lost', `the screen had to be loaded anew ${browser.reloads} times`)] : []),
    ...judgeSpeed(evidence),
  ];
}

/**
 * The same text may be said twice in a chat, a question and its reminder; the screen shows it as often as it was said.
 */
function moreThanThere({ rig, messages }: Evidence): string[] {
  const what = (chat: number, text: string) => `"${text}" in chat ${chat}`;
  const said = [...messages].flatMap(([chat, list]) => list.map(({ text }) => what(chat, text)));
  const shown = [...rig.browser.messages.values()].map(({ chatNumber, message }) => what(chatNumber, message.text));
  const there = Map.groupBy(said, (each) => each);
  return [...Map.groupBy(shown, (each) => each)]
    .filter(([each, times]) => times.length > (there.get(each)?.length ?? 0))
    .map(([each]) => each);
}

function judgeSpeed({ rig, deliveries, rows }: Evidence): Fault[] {
  const ackedAt = new Map(deliveries.map(({ mid, ackedAt: at }) => [mid, at]));
  const late = rows.filter(({ id, mid, direction }) => {
    const known = direction === 'in' ? ackedAt.get(mid) : undefined;
    const seen = rig.browser.messages.get(id);
    return known && seen && seen.firstSeenAt > Math.max(known, rig.liftedAt) + IN_TIME_MS * rig.scale.slack;
  });
  return late.map(({ text }) => fault('I6', 'wrong state', `the screen showed "${text}" too late`));
}
