import { beforeAll, describe, expect, test } from 'vitest';
import type { EstimateBody } from '#api/routing/trial-schema.ts';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { logIn } from '../../support/visitor.ts';
import { api, iryna, dim, vira, sql, onlyVira, setUpTrial } from './trial-stage.ts';

setUpTrial();

const whatIf = (settings: object, path = dim, days = 7) => iryna.post(`${path}/what-if`, { days, settings });

const numbers: number[] = [];

describe('N04: what if', () => {
  beforeAll(async () => {
    for (let n = 0; n < 4; n += 1) {
      const { number } = await openChat(api, api.pages.dim, 'Скільки коштує доставка?');
      numbers.push(number);
      await sql(
        `insert into timeline (chat_id, seq, n, at, kind, by_id, about_id, reason)
         select id, 1, 0, created_at + interval '90 seconds', 'joined', $2, $2, '{"code":"taken"}' from chat
            where number = $1`,
        [number, api.people.olena.id],
      );
    }
  });

  test('tells who got the chats, who would have got them as things are, and who by the draft', async () => {
    const answer = await whatIf({ distribution: 'even' });
    expect(answer.status).toBe(200);
    const body = answer.json<EstimateBody>();
    const rows = body.operators.map(({ operator, recorded, published, draft }) => [
      operator.name,
      recorded,
      published,
      draft,
    ]);
    expect(rows).toEqual([
      [vira.name, 0, 0, 2],
      [api.people.olena.name, 4, 0, 2],
    ]);
    expect(body.chats).toBe(4);
    expect(body.waits.recorded).toMatchObject({ waited: 4, median: 90_000, nobody: 0 });
    expect(body.waits.published.nobody).toBe(4);
    expect(body.waits.draft).toMatchObject({ waited: 0, nobody: 0 });
    expect(body.moved.items.map(({ chatNumber }) => chatNumber)).toEqual(numbers.toReversed());
    expect(body.moved.items[0]).toMatchObject({ from: null, code: 'turn', rule: null });
    expect(body.assumes).toContain('people_as_today');
  });

  test('knows the words of the client and names the rule that moved the chat', async () => {
    const rule = { ...onlyVira(), when: { words: ['достав'] } };
    const { moved } = (await whatIf({ distribution: 'even', routing: [rule] })).json<EstimateBody>();
    expect(moved.items[0]).toMatchObject({ to: { id: vira.id }, rule: 'Усе Вірі' });
    expect(moved.total).toBe(4);
  });

  test('a draft of the installation is tried on every page, under what the page sets itself', async () => {
    const all = (await whatIf({ distribution: 'even' }, '/api/settings')).json<EstimateBody>();
    expect(all.operators.map(({ draft }) => draft).toSorted((a, b) => a - b)).toEqual([0, 2, 2]);
  });

  test('progress comes line by line for whoever asks for lines', async () => {
    const answer = await iryna.post(
      `${dim}/what-if`,
      { days: 90, settings: { distribution: 'even' } },
      { accept: 'application/x-ndjson' },
    );
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { progress?: number; estimate?: EstimateBody });
    expect(lines[0]).toEqual({ progress: 0 });
    expect(lines.at(-1)?.estimate?.chats).toBe(4);
  });

  test('faults are told and not tried; others may not ask', async () => {
    const faulty = await whatIf({ distribution: 'even', capacity: -1 });
    expect([faulty.status, codeOf(faulty)]).toEqual([422, 'INVALID_SETTINGS']);
    expect((await whatIf({}, dim, 91)).status).toBe(400);
    const olena = await logIn(api, 'olena');
    expect(codeOf(await olena.post(`${dim}/what-if`, { days: 7, settings: {} }))).toBe('NOT_ALLOWED');
  });
});
