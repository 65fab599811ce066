import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '#workflows/chat/decide.ts';
import { waitsSince } from '#workflows/chat/wait.ts';
import type { ChatState, Input, Request } from '#workflows/chat/vocabulary.ts';
import { add, answeredInMeta, identity, leave, noon, olena, replied, saved, taras, wrote } from '../chat/chats.ts';
import { rulesWith } from '../chat/rules.ts';
import { given, nobody, gone, linked, seeks } from './seeking-cases.ts';

test('an open chat in which a client waits has an operator, or seeks one; one search at a time, each numbered', () => {
  const employee = fc.constantFrom(olena, taras);
  const ask = fc.integer({ min: 1, max: 6 });
  const as = fc.constantFrom('first' as const, 'contact' as const, 'next' as const);
  const happening: fc.Arbitrary<Input | Request> = fc.oneof(
    fc.constant(null).map(() => wrote(noon)),
    employee.map((who) => replied(who)),
    fc.constant(null).map(() => answeredInMeta()),
    employee.map((who) => add(who)),
    employee.map((who) => leave(who)),
    fc.tuple(employee, ask, as).map(([who, number, why]) => given(who, number, why)),
    fc.tuple(ask, as).map(([number, why]) => nobody(number, why)),
    employee.map((who) => gone(who)),
    fc.constant(null).map(() => linked('c')),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), fc.boolean(), (all, personalManager) => {
      const rules = rulesWith({ personalManager });
      let chat: ChatState | null = null;
      let asks = 0;
      for (const happened of all) {
        const outcome: ReturnType<typeof decide> = decide(chat, happened, noon, identity, rules);
        chat = saved(outcome.chat);
        for (const { ask: number } of seeks(outcome.commands)) expect(number).toBeGreaterThanOrEqual(asks);
        asks = chat?.asks ?? asks;
        if (!chat) continue;
        const isServed = chat.operators.length > 0 || chat.wanted?.as === 'first';
        expect(isServed || waitsSince(chat) === null).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
