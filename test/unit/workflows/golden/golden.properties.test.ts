import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '#workflows/golden/compare.ts';
import type { Outcome } from '#workflows/golden/vocabulary.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { noon, olena, replied, taras, wrote } from '../chat/chats.ts';
import { changedBy, exampleOf, outcomeOf } from './examples.ts';
import { person } from '../routing/questions.ts';
import { minute, wroteWith } from '../chat/stories.ts';

const outcome = fc.array(
  fc.record(
    {
      at: fc.nat(5),
      kind: fc.constantFrom('said', 'not_said', 'assigned', 'nobody', 'status', 'finished', 'deadline'),
      template: fc.constantFrom('waiting', 'askPhone'),
      code: fc.constantFrom('no_answer', 'turn'),
      to: fc.constantFrom(olena, taras),
    },
    { requiredKeys: ['at', 'kind'] },
  ),
  { maxLength: 12 },
) as fc.Arbitrary<Outcome>;

const patch: fc.Arbitrary<SettingsPatch> = fc.record(
  {
    requirePhone: fc.boolean(),
    contactMinutes: fc.constantFrom(0, 3, 30),
    contactAttempts: fc.nat(3),
    waitingMessage: fc.record({ enabled: fc.boolean(), minutes: fc.integer({ min: 1, max: 30 }) }),
    autoFinish: fc.record({ enabled: fc.boolean(), hours: fc.integer({ min: 1, max: 100 }) }),
    distribution: fc.constantFrom('off', 'active', 'even'),
    escalation: fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 60 }),
        clock: fc.constant('wall'),
        to: fc.constant('next'),
        id: fc.constant(null),
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);

const course = fc
  .array(fc.tuple(fc.constantFrom('word', 'phone', 'reply'), fc.integer({ min: 0, max: 60 })), {
    minLength: 1,
    maxLength: 15,
  })
  .map((steps) => {
    let at = noon;
    return steps.map(([what, minutes]) => {
      at += minutes * minute;
      if (what === 'reply') return replied(olena, at);
      return what === 'phone' ? wroteWith({ phone: '+380671234567' }, at) : wrote(at);
    });
  });
const example = course.map((happened) => exampleOf(happened, { candidates: [person(olena), person(taras)] }));

test('F18: equal outcomes have no difference, in whatever order the lines of a moment stand', () => {
  fc.assert(
    fc.property(outcome, (lines) => {
      expect(compare(lines, lines)).toEqual([]);
      expect(compare(lines, lines.toReversed())).toEqual([]);
    }),
  );
});

test('F18: every difference names both sides, and taken together they make one outcome of the other', () => {
  fc.assert(
    fc.property(outcome, outcome, (expected, actual) => {
      const left = [...expected];
      for (const { kind, expected: gone, actual: come } of compare(expected, actual)) {
        expect([kind, gone === null, come === null]).toEqual([kind, kind === 'added', kind === 'missing']);
        expect(gone).not.toEqual(come);
        if (gone) left.splice(left.indexOf(gone), 1);
        if (come) left.push(come);
      }
      expect(compare(left, actual)).toEqual([]);
    }),
  );
});

test('F18: an example under the same settings comes out the same, in the order of time', () => {
  fc.assert(
    fc.property(example, patch, (one, settings) => {
      const before = structuredClone(one);
      const lines = outcomeOf(one, settings);
      expect(changedBy(one, settings, settings)).toEqual([]);
      expect(one).toEqual(before);
      expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(lines.filter(({ kind }) => kind === 'finished').length).toBeLessThanOrEqual(1);
    }),
  );
});
