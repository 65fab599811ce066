import { describe, expect, test } from 'vitest';
import { lineOf } from '#workflows/golden/lines.ts';
import { DECISION_CODES, DECISION_KINDS, type Decision, readDecision } from '#workflows/chat/vocabulary.ts';
import { toEntry } from '#api/chats/entry-schema.ts';

const because = { setting: 'waitingMessage', page: 0, installation: 3 };
/** All facts that any reason has. */
const facts = {
  ...because,
  from: 1,
  to: 2,
  what: 'phone',
  opened: 'message',
  template: 'waiting',
  key: '1',
  kind: 'first',
  record: 'r',
  rule: null,
  candidates: 2,
  replaced: null,
  rung: 1,
  minutes: 5,
  target: null,
  contact: 'k',
  team: 't',
  name: 'Опт',
  note: null,
  deadline: 'waiting',
  hours: 72,
  until: 3,
  lead: 'l',
  number: '7',
  url: null,
};
const CHANGES = new Set(['status_changed', 'finished', 'answered_in_meta', 'deleted', 'restored']);
const reasonOf = (kind: string, code: string) => ({
  code,
  ...facts,
  ...(CHANGES.has(kind) ? { from: 'new', to: 'finished' } : {}),
  ...(kind === 'escalated' ? { to: 'next' } : {}),
  ...(code === 'dropped' ? { to: null } : {}),
});

describe('what was decided is read back', () => {
  test.each(DECISION_CODES)('%s %s is known with its facts', (kind, code) => {
    const reason = reasonOf(kind, code);
    expect(readDecision({ kind, reason })).toEqual({ kind, reason });
    expect(readDecision({ kind, reason: { ...reason, code: `${code} of tomorrow` } })).toBeNull();
  });

  test.each([
    ['a kind of tomorrow', 'surveyed', { code: 'asked' }],
    ['a name that stands in every object', 'constructor', { code: 'name' }],
    ['a code that stands in every object', 'opened', { code: 'toString' }],
    ['no reason', 'opened', null],
    ['no code', 'opened', {}],
    ['a code that is no word', 'opened', { code: 7 }],
    ['a fact that is missing', 'contact', { code: 'given' }],
    ['a fact of another kind', 'contact', { code: 'given', what: 'fax' }],
    ['a moment that is none', 'deadline', { code: 'moved', ...facts, from: 'noon' }],
  ])('%s is not taken for something that is known', (_what, kind, reason) => {
    expect(readDecision({ kind, reason })).toBeNull();
  });

  test('however an answer failed, it is known', () => {
    expect(readDecision({ kind: 'answer_failed', reason: { code: 'whatever' } })).not.toBeNull();
    expect(readDecision({ kind: 'answer_failed', reason: {} })).toBeNull();
  });
});

test('every decision is an outcome of a golden chat, or is said to be none', () => {
  const lines = DECISION_CODES.map(([kind, code]) =>
    lineOf({ kind, at: 5, about: 'olena', reason: reasonOf(kind, code) } as Decision, 2),
  );
  const told = new Set(DECISION_CODES.filter((_, n) => lines[n]).map(([kind]) => kind));
  expect(DECISION_KINDS.filter((kind) => !told.has(kind))).toEqual([
    'opened',
    'finishing',
    'kept_open',
    'deleted',
    'restored',
    'window_opened',
    'window_closed',
    'human_agent',
    'answered_in_meta',
    'answer_failed',
    'recovered',
    'lead_settled',
    'linked',
  ]);
  for (const line of lines) if (line) expect(line.at).toBe(3);
});

test('what no build of ours decided is told by the API as it stands, but for facts that are none', () => {
  const reason = { code: 'asked', stars: 5, by: null, nested: { a: 1 } };
  const told = { id: 'e', chatNumber: 1, seq: 1, n: 0, at: new Date(0), kind: 'surveyed', dueAt: null };
  const row = { ...told, by: null, about: null, reason, team: null };
  expect(toEntry(row)).toMatchObject({ kind: 'surveyed', reason: { code: 'asked', stars: 5, by: null } });
  expect(toEntry(row).reason).not.toHaveProperty('nested');
  expect(toEntry({ ...row, reason: null }).reason).toBeNull();
  expect(toEntry({ ...row, team: 'Склад' }).reason).toMatchObject({ code: 'asked', name: 'Склад' });
});
