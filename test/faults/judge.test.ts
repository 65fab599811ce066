import { describe, expect, test } from 'vitest';
import type { Evidence, Row } from './judge/evidence.ts';
import { judgeAgreement } from './judge/agreement.ts';
import { judgeHonest, judgeKept, judgeOrder } from './judge/inbound.ts';
import { judgeSends } from './judge/outbound.ts';
import { judgeScreen } from './judge/screen.ts';
import type { Fault } from './judge/verdict.ts';

/**
 * A judge who never finds anything proves nothing: each planted fault has to be seen, and a good run must stay clean.
 */
const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second));
const words: Row = {
  id: 'a',
  seq: 1,
  mid: 'm1',
  chat: 1,
  psid: '7',
  direction: 'in',
  via: 'client',
  text: 'hello',
  state: 'received',
  reason: null,
  at: at(1),
  key: null,
};
const more: Row = { ...words, id: 'b', seq: 2, mid: 'm2', text: 'are you there', at: at(2) };
const answer: Row = {
  ...words,
  id: 'c',
  seq: 3,
  mid: 'm3',
  direction: 'out',
  via: 'desk',
  text: 'yes',
  state: 'sent',
  at: at(3),
  key: 'k',
};
const other: Row = { ...answer, id: 'd', seq: 4, mid: 'm4', text: 'come in', at: at(4), key: 'l' };
const send = { psid: '7', text: 'yes', metadata: 'c', accepted: true, mid: 'm3', error: null };
const welcome = { ...send, text: 'come in', metadata: 'd', mid: 'm4' };

const all = (evidence: Evidence): string[] =>
  [judgeKept, judgeHonest, judgeOrder, judgeSends, judgeAgreement, judgeScreen]
    .flatMap((judge): Fault[] => judge(evidence))
    .map(({ invariant, kind }) => `${invariant} ${kind}`);

type Planted = Partial<Record<'rows' | 'sends' | 'shown' | 'screen' | 'posts' | 'dishonest', unknown>> & {
  reloads?: number;
  flow?: object | string;
  unread?: number;
  counts?: Evidence['counts'];
};

describe('the judge', () => {
  test('has nothing to say about a good run', () => {
    expect(all(evidence({}))).toEqual([]);
  });

  test.each<[string, Planted, string]>([
    ['an acknowledged message that is not kept', { rows: [words, answer, other] }, 'I1 lost'],
    ['a message that is kept twice', { rows: [words, more, { ...more, id: 'x' }, answer, other] }, 'I1 doubled'],
    ['a message nobody wrote', { rows: [words, more, { ...more, id: 'x', mid: 'm9' }, answer, other] }, 'I1 doubled'],
    [
      'a text that changed on its way',
      { rows: [words, { ...more, text: 'are you' }, answer, other] },
      'I1 wrong state',
    ],
    ['a 200 while the database was away', { dishonest: [{ from: 0, to: 100 }] }, 'I2 lost'],
    ['messages shown in another order', { shown: [more, words, answer, other] }, 'I3 out of order'],
    ['answers that reached Meta in another order', { sends: [welcome, send] }, 'I3 out of order'],
    ['an answer the client got twice', { sends: [send, send, welcome] }, 'I4 doubled'],
    [
      'an answer tried again after a silence',
      { sends: [{ ...send, accepted: false, mid: null }, send, welcome] },
      'I4 doubled',
    ],
    ['an answer called sent that Meta never took', { sends: [welcome] }, 'I4 lost'],
    [
      'an answer called failed that the client has',
      { rows: [words, more, { ...answer, state: 'failed' }, other] },
      'I4 wrong state',
    ],
    [
      'an answer that is still being sent',
      { rows: [words, more, { ...answer, state: 'sending' }, other] },
      'I4 wrong state',
    ],
    ['an accepted answer that is gone', { rows: [words, more, answer] }, 'I4 lost'],
    ['a chat without a workflow', { flow: 'workflow not found' }, 'I5 wrong state'],
    ['a workflow of another mind', { flow: { status: 'in_progress' } }, 'I5 wrong state'],
    ['a wrong count of unread messages', { unread: 2 }, 'I5 wrong state'],
    ['a wrong count of chats', { counts: [{ kept: 2, there: 1 }] }, 'I5 wrong state'],
    ['a message the screen never showed', { screen: [words, answer, other] }, 'I6 lost'],
    [
      'a state the screen did not learn',
      { screen: [words, more, { ...answer, state: 'queued' }, other] },
      'I6 wrong state',
    ],
    [
      'a message the screen shows under two names',
      { screen: [words, more, { ...more, id: 'x' }, answer, other] },
      'I6 doubled',
    ],
    ['a screen that had to be loaded anew', { reloads: 1 }, 'I6 lost'],
  ])('sees %s', (_, planted, expected) => {
    expect(all(evidence(planted))).toContain(expected);
  });
});

const chat = {
  number: 1,
  page: { id: 'page', name: 'Page' },
  status: 'answered',
  operators: [],
  waitingSince: null,
  window: null,
  lastContactAt: at(4).toISOString(),
  deadlines: [],
  version: 9,
  lastMessage: { id: 'd' },
};
const flow = {
  seq: 3,
  status: 'answered',
  operators: [],
  waitingSince: null,
  window: null,
  lastContactAt: at(4).getTime(),
};

function evidence(planted: Planted): Evidence {
  const rows = (planted.rows ?? [words, more, answer, other]) as Row[];
  const flowNow = typeof planted.flow === 'string' ? planted.flow : { ...flow, ...planted.flow };
  const found = {
    rig: rigOf(planted, (planted.screen ?? rows) as Row[]),
    rows,
    records: [{ number: 1, clientId: '', unread: planted.unread ?? 0, seq: 3, counted: 0 }],
    counts: planted.counts ?? [],
    chats: [chat],
    messages: new Map([[1, planted.shown ?? rows]]),
    flows: new Map([[1, flowNow]]),
    rules: new Map(),
    sends: planted.sends ?? [send, welcome],
    deliveries: [],
  };
  return found as unknown as Evidence;
}

/** What was said, posted and answered, and what the window shows. */
function rigOf({ dishonest = [], reloads = 0 }: Planted, screen: Row[]) {
  const shown = screen.map((message) => [message.id, { message, chatNumber: 1, firstSeenAt: 0 }] as const);
  const said = [words, more].map(({ mid, psid, text, at: when }) => ({ mid, psid, text, timestamp: when.getTime() }));
  return {
    mark: 'planted',
    dishonest,
    lost: new Set(),
    liftedAt: 0,
    browser: { messages: new Map(shown), chats: new Map([[1, chat]]), reloads },
    ledgers: {
      said: { lines: said },
      posts: { lines: [{ at: 1, ms: 5, status: 200, mids: ['m1', 'm2'] }] },
      replies: { lines: [answer, other].map(({ id, key, text }) => ({ id, key, text, status: 201 })) },
    },
  };
}
