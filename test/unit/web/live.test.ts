import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Live } from '#lib/desk/live.svelte.ts';
import { ScriptedServer } from './browser.ts';
import { chat } from './chat-fixtures.ts';

/** Stands for the browser's EventSource: the test plays the server's side. */
class FakeEventSource extends EventTarget {
  static opened: FakeEventSource[] = [];
  readonly url: string;
  onerror: (() => void) | null = null;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.opened.push(this);
  }

  say(type: string, data: unknown, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }

  close() {
    this.isClosed = true;
  }
}

let server: ScriptedServer;
const last = () => FakeEventSource.opened.at(-1) as FakeEventSource;

beforeEach(() => {
  FakeEventSource.opened = [];
  server = new ScriptedServer();
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', server.fetch);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

describe('the stream of changes', () => {
  test('F41: what the server says reaches whoever listens', () => {
    const live = new Live();
    const heard: number[] = [];
    live.listen({ chat: ({ number }) => heard.push(number) });
    live.connect();
    last().say('hello', { id: '40' });
    last().say('chat', { chat: chat(7) }, '41');
    expect(live.state).toBe('open');
    expect(heard).toEqual([7]);
  });

  test('X36: after a break it goes on from the last thing it heard', async () => {
    const live = new Live();
    live.connect();
    last().say('hello', { id: '40' });
    last().say('chat', { chat: chat(7) }, '41');
    last().onerror?.();
    expect(live.state).toBe('broken');
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(last().url).toBe('/api/changes?lastEventId=41');
    last().say('hello', { id: '45' });
    expect(live.hasCaughtUp).toBe(true);
    expect(live.brokenSince).toBeNull();
  });

  test('each try waits longer, to half a minute at most', async () => {
    const live = new Live();
    live.connect();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      last().onerror?.();
      waits.push(live.nextTryAt - Date.now());
      await vi.advanceTimersByTimeAsync(40_000);
    }
    expect(waits[0]).toBeLessThanOrEqual(1200);
    expect(Math.max(...waits)).toBeLessThanOrEqual(36_000);
    expect(waits.at(-1)).toBeGreaterThan(20_000);
  });

  test('an ended log-in is told, not tried again for ever in silence', async () => {
    server.answer = () => ({ status: 401, body: { error: { code: 'SIGN_IN_REQUIRED', message: '' } } });
    const live = new Live();
    let hasEnded = false;
    live.listen({ ended: () => (hasEnded = true) });
    live.connect();
    last().onerror?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(hasEnded).toBe(true);
  });

  test('a late word of a closed connection is not heard', () => {
    const live = new Live();
    let heard = 0;
    live.listen({ chat: () => (heard += 1) });
    live.connect();
    const old = last();
    live.connect();
    old.say('chat', { chat: chat(7) }, '9');
    expect(old.isClosed).toBe(true);
    expect(heard).toBe(0);
  });
});
