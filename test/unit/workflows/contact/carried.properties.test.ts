import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlinesOf } from '#workflows/chat/decide.ts';
import type { ChatState } from '#workflows/chat/vocabulary.ts';
import { play, same, story } from './asked.ts';

test('no deadline is lost over continue-as-new: a state that was carried decides as one that was not', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      const carried = play(first, happenings, (chat) => JSON.parse(JSON.stringify(chat)) as ChatState);
      expect(carried).toEqual(play(first, happenings, same));
    }),
    { numRuns: 150 },
  );
});

test('what is due is done: after its time no deadline stands there any more', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      const last = play(first, happenings, same).at(-1);
      const chat = last?.outcome.chat;
      if (last && chat) for (const { at } of deadlinesOf(chat, last.rules)) expect(at).toBeGreaterThan(last.now);
    }),
    { numRuns: 300 },
  );
});

test('every decision about a setting names the setting and its versions', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const { outcome } of play(first, happenings, same))
        for (const { kind, reason } of outcome.decisions)
          if (['said', 'not_said', 'finished'].includes(kind) || reason?.code === 'gave_up')
            expect(reason).toMatchObject({ setting: expect.any(String), page: 17, installation: 3 });
    }),
    { numRuns: 150 },
  );
});
