import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { saveDecisions } from '#db/decisions/save.ts';
import { newPsid } from '#test/integration/workflows/stage.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import { counting } from './counting.ts';
import { finished, said } from '../support/saving.ts';
import { savingFor, setUpSaving, stage } from './saving-stage.ts';

setUpSaving();

const lasting = (saving: Saving, run: string, after: string | null): Saving => ({
  ...saving,
  lineage: { run, after, reset: false, final: false },
});

test('what was decided is kept in two exchanges with the database, however much it is', async () => {
  const { pool, counted } = counting(stage.databaseUrl);
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'one');
  const run = randomUUID();
  const first = lasting(await savingFor(clientId, run, 1), run, null);
  const saved = await saveDecisions(pool, first);
  expect(counted).toEqual({ statements: 5, exchanges: 2 });

  for (const text of ['two', 'three', 'four']) await stage.wrote(psid, text);
  const more = await savingFor(clientId, run, 2);
  const at = Date.now();
  const decisions = Array.from({ length: 12 }, () => said('waiting', at));
  Object.assign(counted, { statements: 0, exchanges: 0 });
  const next = { ...more, decisions, carried: { chat: more.chat, seen: [...first.inputs, ...more.inputs] } };
  const then = await saveDecisions(pool, lasting(next, run, saved.token ?? null));
  expect(then).toMatchObject({ chatId: saved.chatId });
  expect(counted).toEqual({ statements: 5, exchanges: 2 });

  Object.assign(counted, { statements: 0, exchanges: 0 });
  const chat = next.chat && { ...next.chat, seq: 3, status: 'finished' as const };
  const end = { ...next, chat, decisions: [finished(at)], inputs: [], messages: [] };
  await saveDecisions(pool, lasting(end, run, then.token ?? null));
  expect(counted.exchanges).toBeLessThanOrEqual(4);
  await pool.end();
});
