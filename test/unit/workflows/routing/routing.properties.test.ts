import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseOperator, PAGE_POOL } from '#workflows/routing/choose.ts';
import type { Candidate, Question } from '#workflows/routing/vocabulary.ts';
import { takeTurn } from '#workflows/routing/turn.ts';
import { whatElse } from '#workflows/routing/what-else.ts';
import { anyQuestion, person, policy, question } from './questions.ts';

test('F10: the choice depends on nothing but the question: asked again, also through JSON, it is the same', () => {
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const frozen = structuredClone(asked);
      const choice = chooseOperator(asked);
      expect(asked).toEqual(frozen);
      expect(chooseOperator(JSON.parse(JSON.stringify(asked)) as Question)).toEqual(choice);
      expect(chooseOperator({ ...asked, candidates: asked.candidates.toReversed() })).toEqual(choice);
    }),
  );
});

test('F10: no limit is ever exceeded, and nobody is chosen on leave, who had the chat, or has no access', () => {
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const choice = chooseOperator(asked);
      const chosen = asked.candidates.find(({ id }) => id === choice.employeeId);
      if (choice.employeeId === null) return;
      expect(chosen).toBeDefined();
      const row = choice.considered[0];
      expect(row).toMatchObject({ id: choice.employeeId, standing: 'chosen', cons: [] });
      expect(chosen?.load).toBeLessThan(row?.capacity ?? Infinity);
      expect(asked.tried).not.toContain(choice.employeeId);
      expect(chosen?.leaveUntil ?? 0).toBeLessThanOrEqual(asked.at);
    }),
  );
});

test('everybody with access stands in the table once, and whoever was not chosen has a reason against them', () => {
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const { employeeId, considered, pool } = chooseOperator(asked);
      expect(considered.map(({ id }) => id).toSorted()).toEqual(asked.candidates.map(({ id }) => id).toSorted());
      for (const { id, standing, cons } of considered) {
        if (standing === 'passed') expect(cons.length).toBeGreaterThan(0);
        if (employeeId !== null && pool !== null && id !== employeeId) expect(cons.length).toBeGreaterThan(0);
      }
    }),
  );
});

test('a chat always has an operator or a stated reason', () => {
  const chosen = ['manager', 'previous', 'turn', 'least', 'only_one', 'person'];
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const { employeeId, code } = chooseOperator(asked);
      expect(chosen.includes(code)).toBe(employeeId !== null);
    }),
  );
});

test('what would have changed the choice would have changed it', () => {
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const choice = chooseOperator(asked);
      for (const { id } of whatElse(asked, choice)) expect(id).not.toBe(choice.employeeId);
    }),
  );
});

/** Gives chats one after another as the distribution does: a turn is counted, a load grows. */
function give(
  candidates: Candidate[],
  count: number,
  change: (n: number, all: Candidate[]) => Candidate[],
  patch = {},
) {
  const turns: Question['turns'] = {};
  const given: Record<string, number> = {};
  let people = candidates;
  for (let n = 0; n < count; n += 1) {
    people = change(n, people);
    const { employeeId, pool } = chooseOperator(
      question({ candidates: people, turns, policy: policy({ distribution: 'even', ...patch }) }),
    );
    if (employeeId === null || pool === null) continue;
    takeTurn(turns, pool, employeeId);
    given[employeeId] = (given[employeeId] ?? 0) + 1;
    people = people.map((one) => (one.id === employeeId ? { ...one, load: one.load + 1 } : one));
  }
  return { given, people, turns };
}

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1 });

test('F10: Even splits any number of chats equally within one, whoever comes online or goes meanwhile', () => {
  fc.assert(
    fc.property(ids, fc.nat({ max: 60 }), fc.infiniteStream(fc.nat({ max: 2 })), (names, count, coins) => {
      const states = ['online', 'away', 'offline'] as const;
      const flicker = (_: number, all: Candidate[]) =>
        all.map((one) => ({ ...one, presence: states[coins.next().value ?? 0] ?? 'online' }));
      const { given } = give(
        names.map((name) => person(name)),
        count,
        flicker,
      );
      const counts = names.map((name) => given[name] ?? 0);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count);
    }),
  );
});

test('F10: Active splits equally within one among those who are online', () => {
  fc.assert(
    fc.property(ids, ids, fc.nat({ max: 40 }), (here, away, count) => {
      const offline = away.filter((name) => !here.includes(name)).map((name) => person(name, { presence: 'offline' }));
      const { given } = give([...here.map((name) => person(name)), ...offline], count, (_, all) => all, {
        distribution: 'active',
      });
      const counts = here.map((name) => given[name] ?? 0);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count);
    }),
  );
});

test('a limit holds for any number of chats, and what is over it waits', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 5 }), fc.nat({ max: 60 }), (names, capacity, count) => {
      const { people, turns } = give(
        names.map((name) => person(name)),
        count,
        (_, all) => all,
        { capacity },
      );
      for (const { load } of people) expect(load).toBeLessThanOrEqual(capacity);
      const total = people.reduce((sum, { load }) => sum + load, 0);
      expect(total).toBe(Math.min(count, capacity * names.length));
      expect(Object.keys(turns)).toEqual(count === 0 ? [] : [PAGE_POOL]);
    }),
  );
});
