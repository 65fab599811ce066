import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Outbox } from '#lib/chat/composer/outbox.svelte.ts';
import { MemoryStorage, ScriptedServer } from '../browser.ts';
import { answer } from './chat-fixtures.ts';

let server: ScriptedServer;

beforeEach(() => {
  server = new ScriptedServer();
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', new MemoryStorage());
  vi.stubGlobal('fetch', server.fetch);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function opened(confirmed: string[] = [], employeeId = 'olena'): Outbox {
  const outbox = new Outbox();
  outbox.open(employeeId, (_, message) => confirmed.push(message.id));
  return outbox;
}

const keys = () => server.asked.map(({ headers }) => headers.get('idempotency-key'));
const created = () => ({ status: 201, body: { ...answer('m1', '10:00:00'), parts: [] } });

describe('messages on their way', () => {
  test('F39: a confirmed message leaves the outbox and enters the chat', async () => {
    server.answer = created;
    const confirmed: string[] = [];
    const outbox = opened(confirmed);
    void outbox.add(7, { text: 'Добрий день' }, null, null);
    await outbox.flush();
    await vi.advanceTimersByTimeAsync(1);
    expect(confirmed).toEqual(['m1']);
    expect(outbox.pending).toEqual([]);
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      path: '/api/chats/7/messages',
      body: { text: 'Добрий день' },
    });
  });

  test('X36: while nobody answers the message is kept and goes again with the same key', async () => {
    const outbox = opened();
    void outbox.add(7, { text: 'Добрий день' }, null, null);
    await vi.advanceTimersByTimeAsync(2500);
    expect(outbox.isStuck).toBe(true);
    server.answer = created;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(outbox.pending).toEqual([]);
    expect(new Set(keys()).size).toBe(1);
    expect(keys().length).toBeGreaterThanOrEqual(3);
  });

  test('X36: a reload finds the message and sends it with the same key', async () => {
    void opened().add(7, { text: 'Добрий день' }, null, null);
    await vi.advanceTimersByTimeAsync(1);
    server.answer = created;
    const after = opened();
    await vi.advanceTimersByTimeAsync(1);
    expect(after.pending).toEqual([]);
    expect(keys()[0]).toBe(keys().at(-1));
  });

  test("another log-in on the same computer does not send a colleague's message", async () => {
    void opened().add(7, { text: 'Добрий день' }, null, null);
    await vi.advanceTimersByTimeAsync(1);
    expect(opened([], 'taras').pending).toEqual([]);
  });

  test('a refused message stays with its reason and holds back the later ones of its chat only', async () => {
    server.answer = ({ path }) =>
      path.includes('/7/')
        ? { status: 409, body: { error: { code: 'WINDOW_CLOSED', message: 'Вікно закрите' } } }
        : created();
    const outbox = opened();
    void outbox.add(7, { text: 'перше' }, null, null);
    void outbox.add(7, { text: 'друге' }, null, null);
    void outbox.add(8, { text: 'інший чат' }, null, null);
    await vi.advanceTimersByTimeAsync(1);
    expect(outbox.pending.map(({ text }) => text)).toEqual(['перше', 'друге']);
    expect([...outbox.refused.values()].map(({ code }) => code)).toEqual(['WINDOW_CLOSED']);
    expect(server.asked.filter(({ path }) => path.includes('/7/'))).toHaveLength(1);
  });
});
