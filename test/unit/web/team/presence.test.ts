import { beforeEach, describe, expect, test, vi } from 'vitest';
import { live } from '#lib/live/live.svelte.ts';
import { Presence } from '#lib/team/presence/presence.svelte.ts';
import { type Asked, ScriptedServer } from '../browser.ts';

/** As much of a window and a document as presence listens to. */
const page = Object.assign(new EventTarget(), { hidden: false });
const frame = new EventTarget();
const ME = 'olena';
const online = { state: 'online', since: '2026-11-24T09:00:00.000Z', reason: null, mode: 'on_shift' };
const idle = { ...online, state: 'away', reason: 'idle' };

let server: ScriptedServer;
let presence: Presence;
let stop: () => void;
const beats = () => server.asked.filter(({ method, path }) => method === 'PUT' && path === '/api/me/presence');
const active = ({ body }: Asked) => (body as { active: boolean }).active;
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  server = new ScriptedServer();
  server.answer = () => ({ status: 200, body: online });
  vi.useFakeTimers();
  vi.stubGlobal('fetch', server.fetch);
  vi.stubGlobal('window', frame);
  vi.stubGlobal('document', page);
  presence = new Presence();
  stop = presence.start(ME);
  await later(0);
  return () => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

describe('F48: an open desk', () => {
  test('tells of itself at once and every 15 seconds, under one id, and whether it was touched', async () => {
    await later(15_000);
    page.dispatchEvent(new Event('visibilitychange'));
    await later(0);
    frame.dispatchEvent(new Event('pointermove'));
    await later(15_000);
    expect(beats().map(active)).toEqual([true, false, true, true]);
    const ids = new Set(beats().map(({ body }) => (body as { tab: string }).tab));
    expect([...ids]).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    ]);
    expect(presence.state).toBe('online');
  });

  test('brings an idle person back with the first touch, asking once', async () => {
    server.answer = () => ({ status: 200, body: idle });
    await later(15_000);
    expect([presence.state, presence.isOnShift]).toEqual(['idle', true]);
    server.answer = () => ({ status: 200, body: online });
    const before = beats().length;
    for (let n = 0; n < 5; n += 1) frame.dispatchEvent(new Event('keydown'));
    await later(0);
    expect([presence.state, beats().length]).toEqual(['online', before + 1]);
  });

  test('says that it is not heard, and does not forget that it was touched', async () => {
    server.answer = () => 'away';
    frame.dispatchEvent(new Event('keydown'));
    await later(15_000);
    expect(presence.state).toBe('lost');
    server.answer = () => ({ status: 200, body: online });
    await later(15_000);
    expect([presence.state, active(beats().at(-1) as Asked)]).toEqual(['online', true]);
  });

  test('goes by the switch, also when another tab turned it', async () => {
    server.answer = () => ({ status: 200, body: { ...online, state: 'away', reason: 'by_hand', mode: 'on_break' } });
    await presence.setMode('on_break');
    expect(server.asked.at(-1)).toMatchObject({ path: '/api/me/presence/mode', body: { mode: 'on_break' } });
    expect([presence.state, presence.isOnShift]).toEqual(['on_break', false]);
  });

  test('tells that it closes, is silent then, and speaks again when the page comes back', async () => {
    frame.dispatchEvent(new Event('pagehide'));
    await later(0);
    expect(server.asked.at(-1)).toMatchObject({
      method: 'DELETE',
      path: expect.stringContaining('/api/me/presence/') as string,
    });
    const before = server.asked.length;
    await later(60_000);
    expect(server.asked.length).toBe(before);
    frame.dispatchEvent(new Event('pageshow'));
    await later(0);
    expect(server.asked.length).toBe(before + 1);
  });

  test('asks nothing more once its person logged out', async () => {
    stop();
    const before = server.asked.length;
    await later(60_000);
    expect([server.asked.length, presence.state]).toEqual([before, null]);
    expect(live.state).toBe('off');
  });
});
