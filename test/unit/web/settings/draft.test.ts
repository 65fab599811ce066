import { beforeEach, describe, expect, test, vi } from 'vitest';
import { SettingsDraft } from '#lib/settings/settings-draft.svelte.ts';
import { type Asked, ScriptedServer } from '../browser.ts';

let server: ScriptedServer;
const check = {
  faults: [],
  warnings: [],
  changes: [],
  hours: { open: true, opensAt: null, closesAt: null },
  chats: { open: 2 },
};
const minutes = (value: number) => ({ waitingMessage: { minutes: value } });
const settings = { requirePhone: false, waitingMessage: { enabled: true, minutes: 15, clock: 'wall' }, templates: {} };
const inForce = (version = 17, waking: object | null = null) => ({
  status: 200,
  body: {
    version,
    settings,
    own: {},
    hours: check.hours,
    publishedAt: null,
    publishedBy: null,
    waking,
    chats: check.chats,
  },
});
const draftOf = (patch: object | null, revision = 1) => ({
  status: 200,
  body: { draft: patch && { settings: patch, base: 17, revision, author: { id: 'i', name: 'Ірина' } }, check },
});

/** A server with these answers to what is written; it has v17 and no draft. */
function answering(writes: (asked: Asked) => ReturnType<typeof draftOf> | { status: number; body?: unknown } | 'away') {
  server.answer = (asked) => {
    if (asked.method !== 'GET') return writes(asked);
    return asked.path.endsWith('/draft') ? draftOf(null) : inForce();
  };
}

const written = () => server.asked.filter(({ method }) => method !== 'GET');

beforeEach(() => {
  server = new ScriptedServer();
  vi.useFakeTimers();
  vi.stubGlobal('fetch', server.fetch);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

async function opened(canEdit = true): Promise<SettingsDraft> {
  const draft = new SettingsDraft(null, canEdit);
  await draft.load();
  return draft;
}

describe('the draft of settings', () => {
  test('F18: saves itself a moment after the last change, once, and says what differs', async () => {
    answering(({ body }) => draftOf((body as { settings: object }).settings));
    const draft = await opened();
    draft.set('waitingMessage.minutes', 12);
    await vi.advanceTimersByTimeAsync(300);
    draft.set('waitingMessage.minutes', 10);
    expect(draft.changes).toEqual([{ path: 'waitingMessage.minutes', from: 15, to: 10 }]);
    await vi.advanceTimersByTimeAsync(700);
    expect(written().map(({ body }) => body)).toEqual([{ settings: minutes(10), revision: 0, base: 17 }]);
    expect(draft.saving).toBe('saved');
  });

  test('F18: what is as it was before is no difference, and its draft is no draft', async () => {
    answering(({ body }) => (body ? draftOf(minutes(10)) : { status: 200 }));
    const draft = await opened();
    draft.set('waitingMessage.minutes', 10);
    await draft.flush();
    draft.set('waitingMessage.minutes', 15);
    expect(draft.changes).toEqual([]);
    await draft.flush();
    expect(written().map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  });

  test('F18: a colleague’s draft is not overwritten unseen: theirs can be taken, or mine kept', async () => {
    const conflict = { status: 409, body: { error: { code: 'DRAFT_CHANGED', message: 'змінено' } } };
    server.answer = ({ method, path, body }) => {
      if (method === 'GET')
        return path.endsWith('/draft') ? draftOf(written().length ? minutes(5) : null, 4) : inForce();
      return (body as { revision: number }).revision === 4 ? draftOf(minutes(10), 5) : conflict;
    };
    const draft = await opened();
    draft.set('waitingMessage.minutes', 10);
    await draft.flush();
    expect(draft.theirs?.draft?.settings).toEqual(minutes(5));
    await draft.keepMine();
    expect([draft.theirs, draft.saving, draft.value('waitingMessage.minutes')]).toEqual([null, 'saved', 10]);

    const other = await opened();
    other.theirs = draftOf(minutes(5), 6).body as never;
    other.takeTheirs();
    expect(other.value('waitingMessage.minutes')).toBe(5);
  });

  test('F18: without the server the change stays here and goes with the next one', async () => {
    answering(() => 'away');
    const draft = await opened();
    draft.set('requirePhone', true);
    await draft.flush();
    expect([draft.saving, draft.value('requirePhone')]).toEqual(['failed', true]);
    answering(() => draftOf({ requirePhone: true }));
    await draft.flush();
    expect(draft.saving).toBe('saved');
  });

  test('F18: faults stand at their field; publishing sends the whole draft, based on what was seen', async () => {
    const faults = [{ path: 'waitingMessage.minutes', code: 'OUT_OF_RANGE', message: 'щонайменше 1' }];
    answering(({ method }) =>
      method === 'PUT'
        ? { status: 200, body: { ...draftOf(minutes(0), 7).body, check: { ...check, faults } } }
        : { status: 201, body: {} },
    );
    const draft = await opened();
    draft.set('waitingMessage.minutes', 0);
    await draft.flush();
    expect(draft.faultsAt('waitingMessage').map(({ message }) => message)).toEqual(['щонайменше 1']);
    expect(draft.faultsAt('waitingMessage.clock')).toEqual([]);
    await draft.publish('швидше');
    const sent = { settings: minutes(0), comment: 'швидше', replace: true, basedOn: 17, draftRevision: 7, accept: [] };
    expect(written().at(-1)?.body).toEqual(sent);
  });

  test('F18: after publishing one sees how many chats have heard of it, until all have', async () => {
    let done = 34;
    server.answer = ({ path }) =>
      path.endsWith('/draft')
        ? draftOf(null)
        : inForce(18, { total: 200, done, finishedAt: done < 200 ? null : '2026-11-24T10:00:00Z' });
    const draft = await opened();
    expect(draft.waking?.done).toBe(34);
    done = 200;
    await vi.advanceTimersByTimeAsync(1100);
    expect(draft.waking?.done).toBe(200);
    const asked = server.asked.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.asked.length).toBe(asked);
  });

  test('an auditor reads and changes nothing', async () => {
    answering(() => draftOf(null));
    const draft = await opened(false);
    draft.set('requirePhone', true);
    await draft.flush();
    expect([draft.value('requirePhone'), server.asked.length]).toEqual([false, 1]);
  });
});
