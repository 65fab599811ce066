import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input, Own, Request } from '#workflows/chat/vocabulary.ts';
import { AUTOMATIC_MESSAGES } from '#workflows/settings/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import { hour, identity, noon, olena, taras } from './chats.ts';

const employee = fc.constantFrom(olena, taras, 'iryna');
const moment = fc.integer({ min: noon, max: noon + 60 * hour });
const id = fc.nat();
const told = { id, chatId: fc.constant('chat-1'), at: moment };
const messageId = fc.constantFrom('m1', 'm2', 'm3', 'm4');

const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({
    ...told,
    kind: fc.constant('client_wrote' as const),
    messageId,
    opens: fc.constantFrom('message' as const, 'postback' as const),
  }),
  fc.record({ ...told, kind: fc.constant('client_acted' as const), opens: fc.constant('reaction' as const) }),
  fc.record({ ...told, kind: fc.constant('operator_replied' as const), messageId, employeeId: employee }),
  fc.record({ ...told, kind: fc.constant('answered_in_meta' as const), messageId }),
  fc.record({ ...told, kind: fc.constant('answer_failed' as const), messageId, code: fc.constant('other') }),
  fc.record(
    {
      ...told,
      kind: fc.constant('held_may_go' as const),
      about: messageId,
      template: fc.constantFrom(...AUTOMATIC_MESSAGES),
      key: fc.constantFrom('1', '1.1', '1 again', 'first', String(noon)),
      until: moment,
      answered: fc.constant(true as const),
      behind: fc.constant(true as const),
      file: fc.constant(true as const),
    },
    { requiredKeys: ['id', 'chatId', 'at', 'kind', 'about', 'template', 'key'] },
  ),
);
const request: fc.Arbitrary<Request> = fc.oneof(
  fc.record({
    chatId: fc.constant('chat-1'),
    kind: fc.constant('change_status' as const),
    by: employee,
    at: moment,
    to: fc.constantFrom('in_progress' as const, 'finished' as const),
  }),
  fc.record({
    chatId: fc.constant('chat-1'),
    kind: fc.constant('add_operator' as const),
    by: employee,
    at: moment,
    employeeId: employee,
    onlyIfNobody: fc.boolean(),
  }),
  fc.record({
    chatId: fc.constant('chat-1'),
    kind: fc.constant('remove_operator' as const),
    by: employee,
    at: moment,
    employeeId: employee,
  }),
  fc.record({
    chatId: fc.constant('chat-1'),
    kind: fc.constant('transfer' as const),
    by: employee,
    at: moment,
    to: fc.constantFrom('person' as const, 'team' as const, 'next' as const),
    target: employee,
    teamName: fc.constant('Опт'),
    note: fc.constantFrom(null, 'рахунок'),
  }),
);
const own: fc.Arbitrary<Own> = fc.constant({
  kind: 'deadline',
  deadline: { kind: 'window_closes', at: noon + WINDOW_MS },
});
const happenings = fc.array(fc.oneof(input, request, own), { maxLength: 40 });

function* walk(all: (Input | Request | Own)[]) {
  let chat: ChatState | null = null;
  let now = noon;
  for (const happened of all) {
    now = 'at' in happened ? Math.max(now, happened.at) : now;
    const before: ChatState | null = chat;
    const outcome = decide(before, happened, now, identity, NO_RULES);
    chat = outcome.chat?.status === 'finished' ? null : outcome.chat;
    yield { before, happened, now, outcome };
  }
}

test('the same happenings give the same decisions and commands', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      expect([...walk(all)]).toEqual([...walk(structuredClone(all))]);
    }),
  );
});

test('the state is plain JSON: it survives being carried over', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      for (const { outcome } of walk(all)) expect(JSON.parse(JSON.stringify(outcome.chat))).toEqual(outcome.chat);
    }),
  );
});

test('every answer of an operator, and what was held, is released or refused, exactly once', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      for (const { happened, outcome } of walk(all)) {
        const expected =
          happened.kind === 'operator_replied'
            ? [happened.messageId]
            : happened.kind === 'held_may_go'
              ? [happened.about]
              : [];
        expect(outcome.commands.flatMap((command) => ('messageId' in command ? command.messageId : []))).toEqual(
          expected,
        );
      }
    }),
  );
});

test('an open window has its deadline, a closed one has none', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      for (const {
        outcome: { chat },
      } of walk(all)) {
        if (!chat || chat.status === 'finished') continue;
        expect(deadlinesOf(chat, NO_RULES)).toHaveLength(chat.window && !chat.window.closed ? 1 : 0);
      }
    }),
  );
});

test('nobody is an operator twice, and a refusal changes nothing', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      for (const { before, outcome } of walk(all)) {
        const ids = outcome.chat?.operators.map((operator) => operator.id) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
        const unchanged = { chat: before, decisions: [], commands: [], refusal: outcome.refusal };
        expect(outcome.refusal ? outcome : unchanged).toEqual(unchanged);
      }
    }),
  );
});

test('the closing of a window is noted at most once for each time it was open', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      let open = 0;
      for (const { before, outcome } of walk(all)) {
        if (outcome.chat?.window && (!before?.window || before.window.closed)) open += 1;
        open -= outcome.decisions.filter(({ kind }) => kind === 'window_closed').length;
        expect(open).toBeGreaterThanOrEqual(0);
        if (outcome.chat === null || outcome.chat.status === 'finished') open = 0;
      }
    }),
  );
});
