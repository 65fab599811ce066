import { describe, expect, test } from 'vitest';
import { readCarried, readDeadlines, readRefusal } from '#workflows/chat/vocabulary.ts';
import { readExample, readOutcome } from '#workflows/golden/parse.ts';
import { chatAfter, finish, noon, replied, saved, wrote } from './chats.ts';
import { exampleOf } from '../golden/examples.ts';

const chat = chatAfter(wrote(), replied());
const shop = exampleOf([]);

describe('F01: what was kept, read back', () => {
  test('a state of ours is taken as it is', () => {
    const carried = { chat: saved(chat), seen: [1, 2], settings: 3, settled: ['update'] };
    expect(readCarried(carried)).toBe(carried);
    expect(readCarried(null)).toBeNull();
  });

  test('what the first build kept is read', () => {
    const { ledger: _ledger, ...first } = chat;
    expect(readCarried({ chat: first, seen: [] })?.chat?.openedBy).toBe('run-1');
  });

  test('what was put off for a behaviour that only another build has does no harm', () => {
    const overrides = [{ kind: 'snooze', key: '', at: noon }];
    expect(readCarried({ chat: { ...chat, overrides }, seen: [] })?.chat?.status).toBe('answered');
    expect(readDeadlines([{ kind: 'snooze', at: noon }, { kind: 'waiting', at: noon }, null])).toEqual([
      { kind: 'waiting', at: noon },
    ]);
  });

  test.each([
    ['another version', { ...chat, v: 2 }],
    ['an unknown status', { ...chat, status: 'sleeping' }],
    ['operators that are none', { ...chat, operators: ['olena'] }],
    ['no number', { ...chat, seq: undefined }],
  ])('nothing is built on %s', (_, other) => {
    expect(() => readCarried({ chat: other, seen: [] })).toThrow(/cannot be read/);
  });

  test('a refusal is one of those that are known', () => {
    expect(readRefusal({ code: 'ALREADY_TAKEN', by: 'olena' })?.by).toBe('olena');
    expect([readRefusal({ code: 'NO_MOOD', by: null }), readRefusal(undefined)]).toEqual([null, null]);
  });
});

describe('F18: golden chats, read back', () => {
  test('what only another build understands is left out', () => {
    const example = { ...shop, happened: [wrote(), { ...wrote(), kind: 'client_sang' }, finish(), { kind: 'sing' }] };
    expect(readExample(example)?.happened.map(({ kind }) => kind)).toEqual(['client_wrote', 'change_status']);
    expect(readExample({ ...shop, v: 2 })).toBeNull();
    const line = { at: 0, kind: 'finished', code: 'silence' };
    expect(readOutcome([line, { ...line, kind: 'sung' }])).toEqual([line]);
  });
});
