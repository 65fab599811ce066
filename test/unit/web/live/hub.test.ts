import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Hub, type Tab } from '#lib/live/hub.ts';
import type { HubMessage } from '#lib/live/hub-messages.ts';
import { ScriptedServer } from '../browser.ts';
import { FakeEventSource } from './event-source.ts';

class FakeTab implements Tab {
  readonly heard: HubMessage[] = [];
  say(word: HubMessage) {
    this.heard.push(word);
  }
  get told(): string[] {
    return this.heard.flatMap((word) => (word.kind === 'told' ? [word.told.name] : []));
  }
  /** Whether it may go on without loading anew, each time that the stream stood. */
  get gapless(): boolean[] {
    return this.heard.flatMap((word) => (word.kind === 'opened' ? [word.isGapless] : []));
  }
  get hasEnded(): boolean {
    return this.heard.at(-1)?.kind === 'ended';
  }
}

let hub: Hub;
let server: ScriptedServer;

beforeEach(() => {
  FakeEventSource.opened = [];
  hub = new Hub();
  server = new ScriptedServer();
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', server.fetch);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function join(employeeId = 'olena', since = ''): FakeTab {
  const tab = new FakeTab();
  hub.hear(tab, { kind: 'join', employeeId, since });
  return tab;
}

describe('S1: one stream for all tabs of a browser', () => {
  test('eight tabs hold one connection and all hear everything', () => {
    const tabs = Array.from({ length: 8 }, () => join());
    FakeEventSource.last.greet('40', 'olena');
    FakeEventSource.last.say('message', {}, '41');
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(tabs.map(({ told, gapless }) => [told, gapless])).toEqual(tabs.map(() => [['message'], [false]]));
  });

  test('a tab opened later is told at once that it stands, and loads what was before', () => {
    join();
    FakeEventSource.last.greet('40', 'olena');
    FakeEventSource.last.say('message', {}, '41');
    const late = join();
    FakeEventSource.last.say('chat', {}, '42');
    expect([late.gapless, late.told]).toEqual([[false], ['chat']]);
  });

  test('after a break who was there goes on, and who came meanwhile loads anew', async () => {
    server.answer = () => ({ status: 200, body: { employee: { id: 'olena' }, pages: [] } });
    const first = join();
    FakeEventSource.last.greet('40', 'olena');
    FakeEventSource.last.onerror?.();
    const late = join();
    await vi.advanceTimersByTimeAsync(2000);
    FakeEventSource.last.greet('44', 'olena');
    expect([first.gapless, late.gapless]).toEqual([[false, true], [false]]);
  });

  test('tabs whose holder died go on in a new one from where they stood, unless they stand elsewhere', () => {
    const [first, second, behind] = [join('olena', '41'), join('olena', '41'), join('olena', '39')];
    expect(FakeEventSource.last.url).toBe('/api/changes?lastEventId=41');
    FakeEventSource.last.greet('44', 'olena');
    expect([first.gapless, second.gapless, behind.gapless]).toEqual([[true], [true], [false]]);
  });

  test('in the middle of a batch nobody goes on from the place before it', () => {
    join();
    FakeEventSource.last.greet('40', 'olena');
    FakeEventSource.last.say('message', {}, '40');
    expect(join('olena', '40').gapless).toEqual([false]);
    FakeEventSource.last.say('chat', {}, '41');
    expect(join('olena', '41').gapless).toEqual([true]);
  });

  test('tabs come and go; the last one takes the stream along', () => {
    const [first, second] = [join(), join()];
    hub.hear(first, { kind: 'leave' });
    FakeEventSource.last.greet('40', 'olena');
    expect([first.gapless, second.gapless, FakeEventSource.standing]).toEqual([[], [false], 1]);
    hub.hear(second, { kind: 'leave' });
    expect(FakeEventSource.standing).toBe(0);
    join();
    expect(FakeEventSource.last.url).toBe('/api/changes');
  });

  test('eight tabs that wake at once try once', () => {
    const tabs = Array.from({ length: 8 }, () => join());
    FakeEventSource.last.greet('40', 'olena');
    for (const tab of tabs) hub.hear(tab, { kind: 'lost' });
    for (const tab of tabs) hub.hear(tab, { kind: 'wake' });
    expect([FakeEventSource.opened.length, FakeEventSource.standing]).toEqual([2, 1]);
  });

  test('another log-in in the same browser ends the tabs of the one before', () => {
    const before = join('olena');
    FakeEventSource.last.greet('40', 'olena');
    const now = join('marko');
    FakeEventSource.last.greet('40', 'marko');
    expect([before.hasEnded, now.gapless, FakeEventSource.standing]).toEqual([true, [false], 1]);
  });

  test('a stream that turns out to be another person’s is told to nobody', () => {
    const olena = join('olena');
    FakeEventSource.last.greet('40', 'marko');
    FakeEventSource.last.say('message', {}, '41');
    expect([olena.hasEnded, olena.told, FakeEventSource.standing]).toEqual([true, [], 0]);
  });

  test('an ended log-in ends all tabs', async () => {
    server.answer = () => ({ status: 401, body: { error: { code: 'SIGN_IN_REQUIRED', message: '' } } });
    const tabs = [join(), join(), join()];
    FakeEventSource.last.greet('40', 'olena');
    FakeEventSource.last.say('bye', {});
    await vi.advanceTimersByTimeAsync(1);
    expect(tabs.map(({ hasEnded }) => hasEnded)).toEqual([true, true, true]);
  });

  test('what an abandoned stream finds out ends nobody who came after it', async () => {
    const gone = join();
    FakeEventSource.last.greet('40', 'olena');
    server.answer = () => ({ status: 401, body: { error: { code: 'SIGN_IN_REQUIRED', message: '' } } });
    FakeEventSource.last.say('bye', {});
    hub.hear(gone, { kind: 'leave' });
    const next = join();
    await vi.advanceTimersByTimeAsync(1);
    expect(next.hasEnded).toBe(false);
  });
});
