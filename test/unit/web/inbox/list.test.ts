import { describe, expect, test } from 'vitest';
import { mergeById, newerChat } from '#lib/live/merge.ts';
import { chatsBySection, countWaiting, OPEN_SECTIONS, type SectionName } from '#lib/inbox/sections.ts';
import { chatAfter, lackingIn, type Part, partsOf, rowAt, rowCount, rowOf, withFocused } from '#lib/inbox/list-rows.ts';
import { afterOf, clientWords, rowEndOf, waitOf } from '#lib/inbox/row-words.ts';
import { answer, chat, message, olena, taras } from '../chat/chat-fixtures.ts';

const at = (time: string) => `2026-11-17T${time}:00.000Z`;
const last = { id: 'm', text: 'Добрий день', state: 'sent' as const, at: at('10:00'), reason: null, attachment: null };
const clientSaid = { kind: 'text' as const, text: 'Чи є\nторшер?', attachment: null, at: at('09:59') };
const numbers = (chats: ReturnType<typeof chat>[]) => {
  const sections = chatsBySection(chats, olena.id);
  return OPEN_SECTIONS.map((name) => [name, sections[name].map(({ number }) => number)]);
};

describe('the list of chats', () => {
  test('B15, §1.9: mine, unassigned, waiting for colleagues, theirs, being asked; the longest wait first', () => {
    const chats = [
      chat(1, { operators: [olena], lastContactAt: at('10:00') }),
      chat(2, { operators: [olena], waitingSince: at('09:30') }),
      chat(3, { operators: [taras, olena], waitingSince: at('09:00') }),
      chat(4, { lastContactAt: at('10:01'), waitingSince: at('10:01') }),
      chat(5, { lastContactAt: at('10:02'), waitingSince: at('09:59') }),
      chat(10, { lastContactAt: at('10:03') }),
      chat(11, { operators: [taras], waitingSince: at('08:01') }),
      chat(6, { operators: [taras], waitingSince: at('08:00') }),
      chat(7, { operators: [taras] }),
      chat(8, { operators: [olena], status: 'finished' }),
      chat(9, { phase: 'collecting_phone', waitingSince: at('10:00') }),
    ];
    expect(numbers(chats)).toEqual([
      ['mine', [3, 2, 1]],
      ['unassigned', [5, 4, 10]],
      ['waiting', [6, 11]],
      ['colleagues', [7]],
      ['asking', [9]],
    ]);
    expect(countWaiting(chats, olena.id)).toBe(2);
  });

  test('F08: whoever is still asked for their contact does not wait for us yet', () => {
    const asked = chat(1, { phase: 'collecting_email', waitingSince: at('08:00') });
    expect(waitOf(asked, Date.parse(at('10:00')))).toEqual({ text: '2 год', tone: 'rest' });
    expect(waitOf({ ...asked, phase: 'open' }, Date.parse(at('10:00'))).tone).toBe('danger');
  });

  test.each([
    ['askPhone', null, 'automatic', 'Автоматично:'],
    ['text', olena.id, 'ours', 'Ви:'],
    ['text', taras.id, 'ours', 'Ми:'],
  ] as const)('§1.1, F19: what %s of %s says stands behind the words of the client', (kind, by, after, mark) => {
    const lastMessage = { ...last, direction: 'out' as const, via: 'desk' as const, kind, authorId: by };
    const row = chat(1, { lastMessage, clientSaid });
    expect(clientWords(row)).toBe('Чи є торшер?');
    expect(afterOf(row, olena.id)).toEqual({ kind: after, mark, text: 'Добрий день' });
    const failed = chat(1, { lastMessage: { ...lastMessage, state: 'failed' }, clientSaid });
    expect(clientWords(failed)).toBe('Чи є торшер?');
    expect(afterOf(failed, olena.id)).toMatchObject({ kind: 'failed', mark: 'Не надіслано:' });
  });

  test('§1.1: nothing stands behind what the client said last, but an answer that is held back', () => {
    const lastMessage = {
      ...last,
      direction: 'in' as const,
      via: 'client' as const,
      kind: 'text' as const,
      authorId: null,
    };
    expect(afterOf(chat(1, { lastMessage, clientSaid }), olena.id)).toBeNull();
    const held = chat(1, { lastMessage, clientSaid, held: true, unread: 2 });
    expect(afterOf(held, olena.id)).toMatchObject({ kind: 'held', mark: 'Притримано' });
    expect(rowEndOf(held, olena.id)).toEqual({ kind: 'held' });
  });

  test('an older picture of a chat never replaces a newer one', () => {
    const newer = chat(1, { version: 7 });
    const older = chat(1, { version: 6 });
    expect(newerChat(newer, older)).toBe(newer);
    expect(newerChat(older, newer)).toBe(newer);
    expect(newerChat(undefined, older)).toBe(older);
  });

  test('a message that comes twice stands once, in its newer state, unless the stream was ahead of the answer', () => {
    const sent = answer('m', '10:00:00', { state: 'sent' });
    const read = answer('m', '10:00:00', { state: 'read' });
    expect(mergeById([sent], [read, message('a', '09:00:00')]).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'a received',
      'm read',
    ]);
    expect(mergeById([read], [sent], new Set(['m']))).toEqual([read]);
  });

  describe('its rows, one below the other: heads, chats and gaps', () => {
    const some = (from: number, count: number) => Array.from({ length: count }, (_, index) => chat(from + index));
    const section = (name: SectionName, from: number, count: number, here = count) => ({
      name,
      chats: some(from, here),
      total: { count, isExact: true },
    });
    const sections = [section('mine', 1, 2), section('unassigned', 5, 0), section('colleagues', 11, 3)];
    const sizes = { row: 56, head: 28, gap: 8 };
    /** Each row is found from its first pixel to its last, and below all of them the last one. */
    const stand = (parts: Part[], heights: number[]): void => {
      const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, height) => sum + height, 0));
      const found = (at: (row: number) => number) => heights.map((_, row) => rowAt(parts, sizes, at(row)));
      const rows = heights.map((_, row) => row);
      expect(rowCount(parts)).toBe(heights.length);
      expect(found((row) => tops[row] ?? 0)).toEqual(rows);
      expect(found((row) => (tops[row] ?? 0) + (heights[row] ?? 0) - 1)).toEqual(rows);
      expect(rowAt(parts, sizes, 1_000_000)).toBe(heights.length - 1);
      expect(rowAt([], sizes, 0)).toBe(0);
    };

    test('each has its height and its place', () => {
      const parts = partsOf(sections, new Set());
      stand(parts, [28, 56, 56, 8, 28, 56, 56, 56, 8]);
      expect([1, 2, 11, 13, 99].map((number) => rowOf(parts, number))).toEqual([1, 2, 5, 7, -1]);
    });

    test('a folded section keeps its head only', () => {
      const parts = partsOf(sections, new Set(['mine']));
      stand(parts, [28, 8, 28, 56, 56, 56, 8]);
      expect([1, 11].map((number) => rowOf(parts, number))).toEqual([-1, 3]);
    });

    test('§1.8: what is not here yet has its place, and is asked for when its place is drawn', () => {
      const parts = partsOf([section('mine', 1, 2), section('unassigned', 11, 1_000, 3)], new Set());
      expect(rowCount(parts)).toBe(1 + 2 + 1 + 1 + 1_000 + 1);
      const asked = (...drawn: number[]) => lackingIn(parts, drawn).map(({ name }) => name);
      expect(asked(0, 1, 2, 3, 4, 5, 6, 7)).toEqual([]);
      expect(asked(7, 8)).toEqual(['unassigned']);
      expect(lackingIn(partsOf([section('found', 11, 1_000, 3)], new Set()), [1, 2, 3, 4, 5])).toEqual([]);
    });

    test('§4: what is read on with is the next chat in sight, whatever its section', () => {
      const after = (current: number | null, ...folded: string[]) =>
        chatAfter(partsOf(sections, new Set(folded)), current)?.number;
      expect([null, 1, 2, 11, 13, 99].map((current) => after(current))).toEqual([1, 2, 11, 12, undefined, undefined]);
      expect([after(null, 'mine'), after(1, 'mine')]).toEqual([11, undefined]);
    });

    test('the row that has the focus stays drawn with its neighbours, far from what is in sight', () => {
      const range = { startIndex: 500, endIndex: 501, overscan: 1, count: 1000 };
      expect(withFocused(range, 3)).toEqual([2, 3, 4, 499, 500, 501, 502]);
      expect(withFocused(range, 999)).toEqual([499, 500, 501, 502, 998, 999]);
      expect(withFocused(range, -1)).toEqual([499, 500, 501, 502]);
    });
  });
});
