import { describe, expect, test } from 'vitest';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import { refusalOf } from '#workflows/chat/requests/refuse.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import {
  add,
  after,
  answeredInMeta,
  chatAfter,
  due,
  failed,
  finish,
  hour,
  identity,
  inProgress,
  leave,
  noon,
  olena,
  reacted,
  replied,
  take,
  taras,
  wrote,
} from './chats.ts';

describe('status', () => {
  test.each([
    ['the first message opens it as new', [wrote()], 'new'],
    ['a second one leaves it new', [wrote(), wrote()], 'new'],
    ['an answer makes it answered', [wrote(), replied()], 'answered'],
    ['the client writing again sets it in progress', [wrote(), replied(), wrote()], 'in_progress'],
    ["an answer in Meta's own apps counts", [wrote(), answeredInMeta()], 'answered'],
    ['an operator may say in progress', [wrote(), inProgress()], 'in_progress'],
    ['finishing ends it', [wrote(), replied(), finish()], 'finished'],
    ['a reaction changes nothing', [wrote(), replied(), reacted()], 'answered'],
  ] as const)('F31: %s', (_, happenings, status) => {
    expect(chatAfter(...happenings).status).toBe(status);
  });

  test('F39: an answer that Meta refuses for good leaves the client waiting since their first message', () => {
    const answer = replied();
    const messageId = answer.kind === 'operator_replied' ? answer.messageId : '';
    const chat = chatAfter(wrote(noon), wrote(noon + 1000), answer, failed(messageId));
    expect(chat).toMatchObject({ status: 'in_progress', waitingSince: noon });
  });

  test('a refusal of an answer that was followed by another one changes no status', () => {
    const answer = replied();
    const messageId = answer.kind === 'operator_replied' ? answer.messageId : '';
    expect(chatAfter(wrote(), answer, replied(), failed(messageId)).status).toBe('answered');
  });

  test("reactions, failures and other people's requests open no chat", () => {
    expect(after([reacted()]).chat).toBeNull();
    expect(after([failed('out-1')]).chat).toBeNull();
    expect(after([inProgress()])).toMatchObject({ chat: null, refusal: { code: 'CHAT_FINISHED' } });
  });
});

describe('operators', () => {
  test('F36: who answers joins, and the first one leads', () => {
    expect(chatAfter(wrote(), replied(olena), replied(taras), replied(olena)).operators.map(({ id }) => id)).toEqual([
      olena,
      taras,
    ]);
  });

  test('F36: a colleague is added by somebody, and the reason says so', () => {
    const { decisions } = after([wrote(), add(taras, olena)]);
    expect(decisions.at(-1)).toMatchObject({ kind: 'joined', by: olena, about: taras, reason: { code: 'added' } });
  });

  test('only the first of two can take a chat; the other is told who has it', () => {
    const chat = chatAfter(wrote(), take(olena));
    expect(refusalOf(chat, take(taras), NO_RULES)).toEqual({ code: 'ALREADY_TAKEN', by: olena });
    expect(refusalOf(chat, take(olena), NO_RULES)).toBeNull();
  });

  test('F38: who leaves is out, and cannot leave twice', () => {
    const chat = chatAfter(wrote(), add(olena), add(taras), leave(olena));
    expect(chat.operators.map(({ id }) => id)).toEqual([taras]);
    expect(refusalOf(chat, leave(olena), NO_RULES)).toEqual({ code: 'NOT_AN_OPERATOR', by: null });
  });

  test('F37: nothing can be asked of a finished chat', () => {
    const chat = chatAfter(wrote(), finish());
    for (const request of [finish(taras), inProgress(), add(taras), leave(olena)]) {
      expect(refusalOf(chat, request, NO_RULES)).toMatchObject({ code: 'CHAT_FINISHED' });
    }
  });
});

describe('messaging window', () => {
  test('F39: opens for 24 hours with each message, and an older one never shortens it', () => {
    const chat = chatAfter(wrote(noon), wrote(noon - hour));
    expect(chat.window).toEqual({ until: noon + WINDOW_MS, reason: 'message', closed: false });
    expect(deadlinesOf(chat, NO_RULES)).toEqual([{ kind: 'window_closes', at: noon + WINDOW_MS }]);
  });

  test('a reaction opens it again', () => {
    const chat = chatAfter(wrote(noon), reacted(noon + hour));
    expect(chat.window).toMatchObject({ until: noon + hour + WINDOW_MS, reason: 'reaction' });
  });

  test('its closing is noted once, on time', () => {
    const closing = noon + WINDOW_MS;
    const first = decide(chatAfter(wrote()), due(closing), closing, identity, NO_RULES);
    expect(first.decisions).toEqual([
      { kind: 'window_closed', at: closing, dueAt: closing, reason: { code: 'silence', opened: 'message' } },
    ]);
    expect(decide(first.chat, due(closing), closing + 1, identity, NO_RULES).decisions).toEqual([]);
    expect(first.chat && deadlinesOf(first.chat, NO_RULES)).toEqual([]);
  });

  test('a closing handled late says when it was due', () => {
    const closing = noon + WINDOW_MS;
    const { decisions } = decide(chatAfter(wrote()), due(closing), closing + 2 * hour, identity, NO_RULES);
    expect(decisions).toMatchObject([{ at: closing + 2 * hour, dueAt: closing, reason: { code: 'handled_late' } }]);
  });

  test('F39: an answer after it closed is refused with the reason, and nobody joins by it', () => {
    const { chat, commands } = after([wrote(noon), replied(olena, noon + WINDOW_MS)]);
    expect(commands.filter(({ kind }) => kind !== 'seek_operator')).toMatchObject([
      { kind: 'refuse', reason: 'window_closed' },
    ]);
    expect(chat).toMatchObject({ status: 'new', operators: [] });
  });
});

test('an answer accepted before the chat was finished still goes out', () => {
  const answer = replied();
  expect(decide(null, answer, noon, identity, NO_RULES)).toMatchObject({ chat: null, commands: [{ kind: 'release' }] });
});

describe('I2: a request that is judged too late', () => {
  const until = noon + 1_000;

  test.each([
    ['finish', finish()],
    ['take', take(taras)],
    ['leave', leave(olena)],
  ])('I2: %s changes nothing, and says when that was', (_, request) => {
    const chat = chatAfter(wrote(), replied());
    const late = decide(chat, { ...request, until }, until + 1, identity, NO_RULES);
    expect(late).toEqual({ chat, decisions: [], commands: [], refusal: { code: 'TOO_LATE', by: null, at: until + 1 } });
    expect(decide(chat, { ...request, until }, until, identity, NO_RULES).refusal?.code).not.toBe('TOO_LATE');
  });
});

test('M29: what is asked of the client’s chat before this one is refused by this one', () => {
  const chat = { ...chatAfter(wrote()), chatId: 'chat-2' };
  expect(refusalOf(chat, inProgress(), NO_RULES)).toEqual({ code: 'CHAT_FINISHED', by: null });
  // Before its first decision is saved it has no name yet, and takes what is meant for it.
  expect(refusalOf({ ...chat, chatId: null }, inProgress(), NO_RULES)).toBeNull();
});
