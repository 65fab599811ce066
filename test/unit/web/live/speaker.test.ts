import { beforeEach, expect, test, vi } from 'vitest';
import { Hub, type Tab } from '#lib/live/hub.ts';
import { FakeEventSource } from './event-source.ts';

beforeEach(() => {
  vi.stubGlobal('EventSource', FakeEventSource);
  return () => vi.unstubAllGlobals();
});

test('§1.3: of all tabs of a browser one speaks: the one that was looked at last', () => {
  const hub = new Hub();
  const speaks: boolean[] = [];
  const tabs = [0, 1, 2].map((n): Tab => {
    return { say: (message) => message.kind === 'speaker' && (speaks[n] = message.isSpeaker) };
  });
  const [first, second, third] = tabs as [Tab, Tab, Tab];
  for (const tab of tabs) hub.hear(tab, { kind: 'join', employeeId: 'olena', since: '' });
  expect(speaks).toEqual([false, false, true]);
  hub.hear(first, { kind: 'wake' });
  expect(speaks).toEqual([true, false, false]);
  hub.hear(first, { kind: 'leave' });
  expect(speaks.slice(1)).toEqual([false, true]);
  hub.hear(third, { kind: 'leave' });
  expect(speaks[1]).toBe(true);
  hub.hear(second, { kind: 'leave' });
});
