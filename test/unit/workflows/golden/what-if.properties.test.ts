import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '#workflows/routing/what-if.ts';
import type { Policy } from '#workflows/routing/vocabulary.ts';
import type { Recording } from '#workflows/routing/what-if/recording.ts';
import { walk } from '#workflows/routing/what-if/walk.ts';
import { noon } from '../chat/chats.ts';
import { live } from './what-if-live.ts';
import { factsOf, PAGES, policies, policyWith, recordingOf, recordings } from './what-if-world.ts';

const everywhere = <T>(value: T): Record<string, T> => Object.fromEntries(PAGES.map((id) => [id, value]));

function seatsOf(recording: Recording, policy: Policy) {
  const steps = walk(recording, everywhere(policy));
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    return recording.arrivals.map((_, place) => step.value.seatOf(place));
  }
}

test('F38: what was done by a policy and nothing by hand is estimated under that policy as it was', () => {
  fc.assert(
    fc.property(recordings, policies, (recording, policy) => {
      const arrivals = live(recording, policy);
      const estimated = seatsOf({ ...recording, arrivals }, policy);
      const names = arrivals.map(({ got }) => got && { employeeId: got.employeeId, at: got.at, code: got.code });
      expect(estimated.map((seat) => seat && { employeeId: seat.employeeId, at: seat.at, code: seat.code })).toEqual(
        names,
      );
    }),
    { numRuns: 100 },
  );
});

test('F10: chats estimated by Even are shared equally, whatever order they come in', () => {
  const times = fc.array(fc.tuple(fc.nat(100_000), fc.option(fc.nat(100_000))), { maxLength: 80 });
  fc.assert(
    fc.property(times, (all) => {
      const arrivals = all.map(([at, lasts], n) => ({
        number: n + 1,
        at: noon + at,
        endsAt: lasts === null ? null : noon + at + lasts,
        got: null,
        facts: factsOf(n, noon + at),
      }));
      const { operators } = replay(recordingOf(arrivals), everywhere({ published: policyWith(), draft: policyWith() }));
      const counts = operators.map(({ draft }) => draft);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('F38: no limit is ever exceeded in an estimate', () => {
  fc.assert(
    fc.property(recordings, policies, policies, (recording, published, draft) => {
      const { operators } = replay(recording, everywhere({ published, draft }));
      for (const { employeeId, most } of operators) {
        const own = recording.roster.find(({ id }) => id === employeeId)?.capacity ?? null;
        expect(most.published).toBeLessThanOrEqual(own ?? (published.capacity || Infinity));
        expect(most.draft).toBeLessThanOrEqual(own ?? (draft.capacity || Infinity));
      }
    }),
  );
});

test('F38: the same recording under the same policies gives the same estimate, and every chat is in it once', () => {
  fc.assert(
    fc.property(recordings, policies, policies, (recording, published, draft) => {
      const tried = everywhere({ published, draft });
      const before = structuredClone({ recording, tried });
      const estimate = replay(recording, tried);
      expect(replay(recording, tried)).toEqual(estimate);
      expect({ recording, tried }).toEqual(before);
      const given = estimate.operators.reduce((sum, one) => sum + one.draft, 0);
      expect(given + estimate.waits.draft.nobody).toBe(recording.arrivals.length);
    }),
  );
});

test('F38: a draft that says the same moves no chat', () => {
  fc.assert(
    fc.property(recordings, policies, (recording, policy) => {
      expect(replay(recording, everywhere({ published: policy, draft: policy })).moved.total).toBe(0);
    }),
  );
});
