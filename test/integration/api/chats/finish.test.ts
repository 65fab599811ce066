import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { iryna, number, olena, path, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

const finishing = ({ deadlines }: ChatBody) => deadlines.find(({ kind }) => kind === 'finish');

test('§1.4 F37 N14: a finish with seconds for undoing is a deadline, and a colleague may undo it', async () => {
  const asked = await insist(() => olena.put(path('/status'), { status: 'finished', undoFor: 60 }));
  const chat = asked.json<ChatBody>();
  expect(chat).toMatchObject({ status: 'new', finishedAt: null });
  expect(Date.parse(finishing(chat)?.at ?? '')).toBeGreaterThan(Date.now());
  const undone = await insist(() => iryna.delete(path('/finish')), 'NOTHING_TO_UNDO');
  expect(undone.status).toBe(200);
  const after = await readChat(olena, number);
  expect([after.status, finishing(after)]).toEqual(['new', undefined]);
  expect(codeOf(await olena.delete(path('/finish')))).toBe('NOTHING_TO_UNDO');
});

test('§1.4: nobody has to ask twice: after its seconds the chat is finished by who asked', async () => {
  await insist(() => olena.put(path('/status'), { status: 'finished', undoFor: 1 }), 'CHAT_FINISHED');
  await until('its end', async () => (await readChat(iryna, number)).status === 'finished');
  expect(codeOf(await iryna.delete(path('/finish')))).toBe('CHAT_FINISHED');
});

test('§1.4: seconds have their bounds', async () => {
  for (const undoFor of [0, 61, 1.5, '10'])
    expect((await olena.put(path('/status'), { status: 'finished', undoFor })).status).toBe(400);
});
