import { expect, test } from 'vitest';
import { readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import {
  GOLDEN,
  type Golden,
  api,
  iryna,
  olena,
  settingsOf,
  publish,
  detailsOf,
  pin,
  newChat,
  pastChat,
  setUpGolden,
} from './golden-stage.ts';

setUpGolden();

test('N06: of a chat that was given to somebody the people of that choice are kept', async () => {
  expect((await publish(settingsOf('dim'), { distribution: 'even' })).status).toBe(201);
  const given = await newChat('dim');
  await until('the operator', async () => (await readChat(iryna, given)).operators.length === 1);
  const pinned = await pin(given, 'Розподілений');
  const { rows } = await api.database.pool.query(
    `select g.example, g.expected, r.question from golden_chat g join routing_record r on r.chat_id = g.chat_id
       where g.id = $1`,
    [pinned.json<Golden>().id],
  );
  const [{ example, expected, question }] = rows;
  // The record keeps no words; the example has them from the messages.
  const facts = { ...question.chat, words: 'Скільки коштує доставка?' };
  expect(example).toMatchObject({ facts, candidates: question.candidates, turns: question.turns });
  expect(expected).toMatchObject([{ kind: 'assigned', to: api.people.olena.id, code: 'only_one' }]);
  const stopped = await publish(settingsOf('dim'), { distribution: 'off' });
  expect(detailsOf(stopped)).toMatchObject([
    { name: 'Розподілений', differences: [{ kind: 'missing', actual: null }] },
  ]);
  expect((await iryna.delete(`${GOLDEN}/${pinned.json<Golden>().id}`)).status).toBe(204);
});

test('N06: a chat whose first words are pruned cannot be pinned', async () => {
  const pruned = await pastChat('dim', olena);
  await api.database.pool.query(
    `delete from chat_input where kind = 'client_wrote' and chat_id = (select id from chat where number = $1)`,
    [pruned],
  );
  expect(codeOf(await pin(pruned, 'Давній'))).toBe('CHAT_NOT_WHOLE');
});
