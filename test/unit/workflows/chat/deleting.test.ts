import { describe, expect, test } from 'vitest';
import { deadlinesOf } from '#workflows/chat/decide.ts';
import { type ChatState, deletion, type Request, restoration } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { after, finish, inProgress, noon, olena, replied, wrote } from './chats.ts';

const remove: Request = { chatId: 'chat-1', kind: 'delete_chat', by: olena, at: noon };
const busy = { ...NO_RULES, waitingMessage: { enabled: true, minutes: 5, clock: 'wall' as const } };

describe('F29: a chat that is deleted', () => {
  test('ends at once, seeks nobody any more, and says nothing', () => {
    const { chat, decisions, commands } = after([wrote(), remove], noon, busy);
    expect(chat).toMatchObject({ status: 'finished' });
    expect(chat?.wanted).toBeUndefined();
    expect(deadlinesOf(chat as ChatState, busy)).toEqual([]);
    expect(decisions.at(-1)).toEqual(deletion('new', olena, noon));
    expect(commands.filter(({ kind }) => kind === 'say')).toEqual([]);
  });

  test('keeps what it has to go on with, but for its status and an end that was to come', () => {
    const talk = [wrote(), replied(), inProgress()];
    const before = after(talk).chat as ChatState;
    const soon: Request = { ...(finish() as Extract<Request, { kind: 'change_status' }>), undoFor: 10_000 };
    const { chat } = after([...talk, soon, remove]);
    expect(chat).toEqual({ ...before, status: 'finished' });
  });

  test('which is finished by now, refuses', () => {
    expect(after([wrote(), finish(), remove]).refusal).toMatchObject({ code: 'CHAT_FINISHED' });
  });

  test('is put back as it stood, but finished where its client has begun another one', () => {
    const to = (...asked: [from: ChatState['status'], beganAnew: boolean]) => restoration(...asked, olena, noon).reason;
    expect(to('in_progress', false)).toEqual({ code: 'operator_said', to: 'in_progress' });
    expect(to('in_progress', true)).toEqual({ code: 'began_anew', to: 'finished' });
    expect(to('finished', true)).toEqual({ code: 'operator_said', to: 'finished' });
  });
});
