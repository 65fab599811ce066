import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { sweep, sweepPresence } from '#api/presence/sweep.ts';
import type { PresenceMode } from '#db/entities/presence.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { listPresence } from '#db/presence/read.ts';
import { beat, closeTab, setByHand, settlePresence } from '#db/presence/settle.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { addEmployee } from '#test/integration/support/company.ts';
import { leaveAlone, silence } from '#test/integration/support/desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.stop());

const TABS = ['a', 'b', 'c', 'd', 'e', 'f'].map(() => crypto.randomUUID());
const tab = fc.constantFrom(...TABS);
const step = fc.oneof(
  fc.record({ kind: fc.constant('beat' as const), tab, active: fc.boolean() }),
  fc.record({ kind: fc.constant('close' as const), tab }),
  fc.record({
    kind: fc.constant('mode' as const),
    mode: fc.constantFrom<PresenceMode[]>('on_shift', 'on_break', 'ended'),
  }),
  fc.record({ kind: fc.constantFrom('silence' as const, 'idle' as const, 'sweep' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(id: string, what: Step): Promise<unknown> {
  const { pool } = api.database;
  if (what.kind === 'beat') return beat(pool, id, { id: what.tab, active: what.active, sessionId: null });
  if (what.kind === 'close') return closeTab(pool, id, what.tab);
  if (what.kind === 'mode') return setByHand(pool, id, what.mode);
  if (what.kind === 'silence') return silence(api, id, 50);
  if (what.kind === 'idle') return leaveAlone(api, id, 601);
  return sweepPresence({ pool, notifier: new Notifier(pool) });
}

interface Span {
  state: string;
  reason: string | null;
  from_at: Date;
  to_at: Date | null;
}

test('F48: spans of a person never overlap and leave no gap, whatever happens at once', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), async (rounds) => {
      n += 1;
      const email = `many${n}@demo.example`;
      const { id } = await addEmployee(api.database.pool, { name: 'Хтось', email, roles: ['operator'], pageIds: [] });
      await api.database.pool.query('delete from presence_tab');
      for (const round of rounds) await Promise.all(round.map((what) => take(id, what)));
      const settled = await settlePresence(api.database.pool, id);
      const { rows } = await api.database.pool.query<Span>(
        'select state, reason, from_at, to_at from presence_span where employee_id = $1 order by from_at, id',
        [id],
      );
      rows.forEach((span, at) => {
        const next = rows[at + 1];
        expect(span.to_at).toEqual(next?.from_at ?? null);
        if (span.to_at) expect(span.to_at.getTime()).toBeGreaterThanOrEqual(span.from_at.getTime());
        if (next) expect([next.state, next.reason]).not.toEqual([span.state, span.reason]);
      });
      const last = rows.at(-1);
      if (last) expect(last).toMatchObject({ state: settled.state, reason: settled.reason, from_at: settled.since });
      else expect(settled.state).toBe('offline');
      const told = await api.database.pool.query(`select 1 from change where kind = 'presence' and ref = $1`, [id]);
      expect(told.rowCount).toBe(rows.length);
    }),
    { numRuns: 40 },
  );
});

test('F48: a process that is fresh, or slept, judges nobody by silence before they could be heard', async () => {
  const { pool } = api.database;
  const notifier = new Notifier(pool);
  const person = { name: 'Мовчун', email: 'silent@demo.example', roles: ['operator' as const], pageIds: [] };
  const { id } = await addEmployee(pool, person);
  await beat(pool, id, { id: crypto.randomUUID(), active: true, sessionId: null });
  await silence(api, id, 60);
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { log } = api.logbook;
  const { pass: look } = sweep({ pool, notifier, log });
  const pass = async (seconds: number) => {
    vi.setSystemTime(Date.now() + seconds * 1000);
    while (await look(() => undefined));
    return (await listPresence(pool, [id]))[0]?.state;
  };
  expect([await pass(15), await pass(15), await pass(10)]).toEqual(['online', 'online', 'online']);
  // Asleep: all begins anew.
  expect([await pass(3600), await pass(15), await pass(15)]).toEqual(['online', 'online', 'online']);
  await pass(14);
  expect(await pass(10)).toBe('offline');
});
