import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { AdStep, Input, WindowReason } from '#workflows/chat/vocabulary.ts';
import { AD_WINDOW_MS, endOf, openWindow, WINDOW_MS } from '#workflows/chat/window.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { after, chatAfter, due, failed, hour, identity, noon, olena, reacted, replied, wrote } from './chats.ts';

const day = 24 * hour;
const cameBy = (opens: WindowReason, ad: AdStep, at = noon): Input => ({
  ...(wrote(at) as Input & { kind: 'client_wrote' }),
  opens,
  ad,
});
const refused = (at: number): Input => ({
  ...(failed('out-x', at) as Input & { kind: 'answer_failed' }),
  code: 'window_closed',
  closesWindow: true,
});

describe('after an advertisement', () => {
  test('a first message makes a day certain and a week possible', () => {
    expect(chatAfter(cameBy('referral', 'message')).window).toEqual({
      until: noon + WINDOW_MS,
      possible: noon + AD_WINDOW_MS,
      reason: 'referral',
      closed: false,
    });
  });

  test.each(['postback', 'referral'] as const)(
    'a click (%s) waits for the message it brings; the next one shares nothing',
    (opens) => {
      const clicked = chatAfter(cameBy(opens, 'click'));
      expect(clicked.window).not.toHaveProperty('possible');
      const said = chatAfter(cameBy(opens, 'click'), wrote(noon + hour));
      expect(said.window?.possible).toBe(noon + hour + AD_WINDOW_MS);
      expect(said).not.toHaveProperty('fromAd');
      const more = chatAfter(cameBy(opens, 'click'), wrote(noon + hour), wrote(noon + 2 * hour));
      expect(more.window).toMatchObject({ until: noon + 2 * hour + WINDOW_MS, possible: noon + hour + AD_WINDOW_MS });
    },
  );

  test('an answer goes out while it is possible, and not afterwards', () => {
    const chat = chatAfter(cameBy('referral', 'message'));
    const answerAt = (at: number) => decide(chat, replied(olena, at), at, identity, NO_RULES).commands[0];
    expect(answerAt(noon + 6 * day)).toMatchObject({ kind: 'release' });
    expect(answerAt(noon + AD_WINDOW_MS)).toMatchObject({ kind: 'refuse', reason: 'window_closed' });
  });

  test('§1.12: a person answers for seven days where the page allows it, under a tag once the day is over', () => {
    const chat = chatAfter(wrote());
    const answerAt = (at: number, more = {}) =>
      decide(chat, { ...replied(olena, at), ...more } as Input, at, identity, NO_RULES).commands[0];
    const human = { humanAgent: true };
    expect(answerAt(noon + day - 1, human)).not.toHaveProperty('tag');
    expect(answerAt(noon + day, human)).toMatchObject({ kind: 'release', tag: 'HUMAN_AGENT' });
    expect(answerAt(noon + 7 * day - 1, human)).toMatchObject({ kind: 'release', tag: 'HUMAN_AGENT' });
    expect(answerAt(noon + 7 * day, human)).toMatchObject({ kind: 'refuse', reason: 'window_closed' });
    expect(answerAt(noon + day)).toMatchObject({ kind: 'refuse', reason: 'window_closed' });
  });

  test('the window closes when nothing is possible any more', () => {
    const chat = chatAfter(cameBy('referral', 'message'));
    expect(deadlinesOf(chat, NO_RULES)).toEqual([{ kind: 'window_closes', at: noon + AD_WINDOW_MS }]);
    const end = noon + AD_WINDOW_MS;
    const { decisions } = decide(chat, due(end), end, identity, NO_RULES);
    expect(decisions.at(-1)).toMatchObject({ kind: 'window_closed', dueAt: end });
  });

  test('Meta’s refusal closes what was possible', () => {
    const at = noon + 3 * day;
    const { chat, decisions } = after([cameBy('referral', 'message'), replied(olena, at), refused(at)], at);
    expect(chat?.window).toEqual({ until: noon + WINDOW_MS, reason: 'referral', closed: true });
    expect(decisions.at(-1)).toMatchObject({ kind: 'window_closed', reason: { code: 'refused' } });
    expect(chat && deadlinesOf(chat, NO_RULES)).toEqual([]);
  });
});

test('Meta’s refusal closes a window that should be open, and the client’s next word opens it again', () => {
  const at = noon + hour;
  const closed = after([wrote(), replied(), refused(at)], at);
  expect(closed.chat?.window).toEqual({ until: at, reason: 'message', closed: true });
  const again = decide(closed.chat, wrote(at + hour), at + hour, identity, NO_RULES);
  expect(again.chat?.window).toMatchObject({ until: at + hour + WINDOW_MS, closed: false });
  expect(again.decisions).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'window_opened' })]));
});

test('Meta’s refusal after the window’s own end closes nothing: the deadline does, and says how late it came', () => {
  const end = noon + WINDOW_MS;
  for (const late of [0, 5_000, 5_001, hour]) {
    const refusal = decide(chatAfter(wrote(), replied()), refused(end + late), end + late, identity, NO_RULES);
    expect(refusal.decisions.map(({ kind }) => kind)).not.toContain('window_closed');
    expect(refusal.chat && deadlinesOf(refusal.chat, NO_RULES)).toContainEqual({ kind: 'window_closes', at: end });
    const closed = decide(refusal.chat, due(end), end + late, identity, NO_RULES);
    const code = late > 5_000 ? 'handled_late' : 'silence';
    expect(closed.decisions).toEqual([expect.objectContaining({ dueAt: end, reason: { code, opened: 'message' } })]);
  }
});

test('a refusal that is older than the client’s last word closes nothing', () => {
  const { chat } = after([wrote(), replied(), wrote(noon + 2 * hour), refused(noon + hour)], noon + 2 * hour);
  expect(chat?.window).toMatchObject({ until: noon + 2 * hour + WINDOW_MS, closed: false });
});

test('an answer that failed for another reason says nothing about the window', () => {
  expect(after([wrote(), replied(), failed('out-x')]).chat?.window?.closed).toBe(false);
});

test('no later action shortens what is certain or what is possible', () => {
  const act = fc.record({ at: fc.integer({ min: 0, max: 20 * day }), ad: fc.boolean() });
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) => {
      acts.reduce<ReturnType<typeof openWindow> | null>((before, { at, ad }) => {
        const now = openWindow(before, at, 'message', at, ad);
        expect(now.until).toBeGreaterThanOrEqual(Math.max(before?.until ?? 0, at + WINDOW_MS));
        expect(endOf(now)).toBeGreaterThanOrEqual(Math.max(before ? endOf(before) : 0, ad ? at + AD_WINDOW_MS : 0));
        return now;
      }, null);
    }),
  );
  expect(chatAfter(cameBy('referral', 'message'), reacted(noon + hour)).window?.possible).toBe(noon + AD_WINDOW_MS);
});
