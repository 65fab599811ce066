import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Live } from '#lib/live/live.svelte.ts';
import { ScriptedServer } from '../browser.ts';
import { chat } from '../chat/chat-fixtures.ts';
import { FakeEventSource } from './event-source.ts';

const ME = 'olena';
/** As much of a window and a document as the stream listens to. */
let page: EventTarget & { hidden: boolean };
let frame: EventTarget;
let server: ScriptedServer;
let live: Live;

beforeEach(() => {
  FakeEventSource.opened = [];
  server = new ScriptedServer();
  page = Object.assign(new EventTarget(), { hidden: false });
  frame = new EventTarget();
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', server.fetch);
  vi.stubGlobal('window', frame);
  vi.stubGlobal('document', page);
  live = new Live();
  const stop = live.start(ME);
  return () => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const look = (isHidden: boolean) => {
  page.hidden = isHidden;
  page.dispatchEvent(new Event('visibilitychange'));
};

describe('the stream of changes', () => {
  test('F41: what the server says reaches whoever listens', () => {
    const heard: number[] = [];
    live.listen({ chat: ({ number }) => heard.push(number) });
    FakeEventSource.last.greet('40', ME);
    FakeEventSource.last.say('chat', { chat: chat(7) }, '41');
    expect(live.state).toBe('open');
    expect(heard).toEqual([7]);
  });

  test('X36: after a break it goes on from the last thing it heard', async () => {
    FakeEventSource.last.greet('40', ME);
    FakeEventSource.last.say('chat', { chat: chat(7) }, '41');
    FakeEventSource.last.onerror?.();
    expect(live.state).toBe('broken');
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(FakeEventSource.last.url).toBe('/api/changes?lastEventId=41');
    FakeEventSource.last.greet('45', ME);
    expect(live.hasCaughtUp).toBe(true);
    expect(live.brokenSince).toBeNull();
  });

  test('each try waits longer, to half a minute at most', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      FakeEventSource.last.onerror?.();
      waits.push(live.nextTryAt - Date.now());
      await vi.advanceTimersByTimeAsync(38_000);
    }
    expect(waits[0]).toBeLessThanOrEqual(1200);
    expect(Math.max(...waits)).toBeLessThanOrEqual(36_000);
    expect(waits.at(-1)).toBeGreaterThan(20_000);
  });

  test.each([
    ['the stream breaks', () => FakeEventSource.last.onerror?.()],
    ['the server says goodbye', () => FakeEventSource.last.say('bye', {})],
  ])('an ended log-in is told when %s, not tried again for ever in silence', async (_, happens) => {
    server.answer = () => ({ status: 401, body: { error: { code: 'SIGN_IN_REQUIRED', message: '' } } });
    let hasEnded = false;
    live.listen({ ended: () => (hasEnded = true) });
    happens();
    await vi.advanceTimersByTimeAsync(1);
    expect(hasEnded).toBe(true);
  });

  test('who logged out and in again goes on: the goodbye was for the log-in before', async () => {
    server.answer = () => ({ status: 200, body: { employee: { id: ME }, pages: [] } });
    let hasEnded = false;
    live.listen({ ended: () => (hasEnded = true) });
    FakeEventSource.last.greet('40', ME);
    FakeEventSource.last.say('bye', {});
    await vi.advanceTimersByTimeAsync(2000);
    FakeEventSource.last.greet('44', ME);
    expect([hasEnded, live.state, live.hasCaughtUp]).toEqual([false, 'open', true]);
  });

  test('a late word of a closed connection is not heard', async () => {
    let heard = 0;
    live.listen({ chat: () => (heard += 1) });
    const old = FakeEventSource.last;
    old.onerror?.();
    await vi.advanceTimersByTimeAsync(2000);
    old.say('chat', { chat: chat(7) }, '9');
    expect(old.isClosed).toBe(true);
    expect(heard).toBe(0);
  });

  test('S1: where tabs cannot share a stream, a tab that nobody sees holds none, and misses nothing', () => {
    FakeEventSource.last.greet('40', ME);
    FakeEventSource.last.say('chat', { chat: chat(7) }, '41');
    look(true);
    expect(FakeEventSource.standing).toBe(0);
    look(false);
    expect(FakeEventSource.last.url).toBe('/api/changes?lastEventId=41');
    FakeEventSource.last.greet('50', ME);
    expect([FakeEventSource.standing, live.hasCaughtUp]).toEqual([1, true]);
  });

  test('S1: who comes back after a sleep does not trust a connection that was silent', async () => {
    FakeEventSource.last.greet('40', ME);
    frame.dispatchEvent(new Event('focus'));
    expect(FakeEventSource.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(30_000);
    frame.dispatchEvent(new Event('focus'));
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(FakeEventSource.standing).toBe(1);
  });

  test('S1: a page that the browser puts aside leaves the stream, and comes back to where it stood', () => {
    FakeEventSource.last.greet('40', ME);
    FakeEventSource.last.say('chat', { chat: chat(7) }, '41');
    frame.dispatchEvent(new Event('pagehide'));
    expect(FakeEventSource.standing).toBe(0);
    frame.dispatchEvent(new Event('pageshow'));
    expect([FakeEventSource.standing, FakeEventSource.last.url]).toEqual([1, '/api/changes?lastEventId=41']);
  });
});
