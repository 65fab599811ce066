import { describe, expect, test } from 'vitest';
import { PAGE_FIELDS } from '#workflows/page/fields.ts';
import type { Looked, TokenFact } from '#workflows/page/vocabulary.ts';
import { DAY, HOUR, last, looks, MINUTE, NOON, well } from './looks.ts';

const good = (more: Partial<Extract<TokenFact, { kind: 'good' }>> = {}): Partial<Looked> => ({
  token: { kind: 'good', scopes: ['pages_messaging', 'pages_manage_metadata'], until: null, ...more },
});
const dead: Partial<Looked> = { token: { kind: 'dead', subcode: 460 }, subscription: null };

describe('B24: the token', () => {
  test.each([
    ['good', good(), 'ok', 'good'],
    ['dead', dead, 'broken', 'dead'],
    ['of another page', { token: { kind: 'of_another' } } as const, 'broken', 'of_another'],
    ['its key is not here', { token: { kind: 'no_key' } } as const, 'broken', 'no_key'],
    ['without the scope to send', good({ scopes: ['pages_manage_metadata'] }), 'broken', 'scopes_lost'],
    ['scopes are not said', good({ scopes: null }), 'ok', 'good'],
    ['ends in six days', good({ until: NOON + 6 * DAY }), 'warning', 'expires'],
    ['ends in a month', good({ until: NOON + 30 * DAY }), 'ok', 'good'],
    ['nobody answers', { token: { kind: 'no_answer' }, subscription: null } as const, 'unknown', 'not_asked'],
  ])('%s', (_, sees, state, code) => {
    expect(last(looks([{ at: 0, sees }])).health.checks.token).toMatchObject({ state, code });
  });

  test('a dead one holds what goes out, once, and admins are told once', () => {
    const [first, second] = looks([
      { at: 0, sees: dead },
      { at: 2, sees: { ...dead, isHeld: true } },
    ]);
    expect(first?.commands).toContainEqual({ kind: 'hold_page', reason: 'token_broken' });
    expect(first?.commands).toContainEqual({ kind: 'notice', check: 'token', code: 'dead', detail: '460' });
    expect(second?.commands).toEqual([]);
    expect([first?.health.state, second?.health.since]).toEqual(['broken', NOON]);
  });

  test('it is asked about ever more rarely, an hour apart at most', () => {
    const seen = looks(Array.from({ length: 8 }, (_, n) => ({ at: n * 60, sees: { ...dead, isHeld: true } })));
    const waits = seen.map(({ health }, n) => (health.next - NOON - n * HOUR) / MINUTE);
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('N11: held answers go out when Meta called it good for a while, and ever later where that was in vain', () => {
    const held = { ...good(), isHeld: true };
    const reopened = (at: number[]) =>
      looks(at.map((minutes) => ({ at: minutes, sees: held }))).map(({ commands }) =>
        commands.some(({ kind }) => kind === 'reopen_page'),
      );
    expect(reopened([0, 4, 5, 6, 15, 16])).toEqual([false, false, true, false, false, true]);
  });

  test('N11: held answers go at once when a dead token is good again', () => {
    const [, again] = looks([
      { at: 0, sees: dead },
      { at: 2, sees: { ...good(), isHeld: true } },
    ]);
    expect(again?.commands.slice(0, 2)).toEqual([{ kind: 'reopen_page' }, { kind: 'settle', check: 'token' }]);
    expect(again?.health.checks.token).toMatchObject({ state: 'ok', code: 'good' });
  });

  test('a look without an answer leaves the page as it was', () => {
    const [, silent] = looks([
      { at: 0, sees: {} },
      { at: 60, sees: { token: { kind: 'no_answer' }, subscription: null } },
    ]);
    expect(silent).toMatchObject({ decisions: [], commands: [], health: { state: 'ok', since: NOON } });
    expect(silent?.health.next).toBe(NOON + 62 * MINUTE);
  });
});

describe('B24: the subscription', () => {
  const off: Partial<Looked> = { subscription: { kind: 'read', fields: [] } };

  test('one that Meta switched off is put back, seen soon, and said', () => {
    const [gone, back] = looks([
      { at: 0, sees: off },
      { at: 1, sees: {} },
    ]);
    expect(gone?.health.checks.subscription).toMatchObject({ state: 'broken', code: 'off' });
    expect(gone?.commands[0]).toEqual({ kind: 'subscribe', fields: PAGE_FIELDS });
    expect(gone?.health.next).toBe(NOON + 15_000);
    expect(back?.health.checks.subscription).toMatchObject({ state: 'ok', code: 'put_back' });
    expect(back?.commands).toContainEqual({ kind: 'settle', check: 'subscription' });
    expect(back?.decisions.map(({ code }) => code)).toEqual(['put_back']);
  });

  test('fields that others want stay', () => {
    const fields = ['feed', ...PAGE_FIELDS.slice(1)];
    const { commands, health } = last(looks([{ at: 0, sees: { subscription: { kind: 'read', fields } } }]));
    expect(health.checks.subscription).toMatchObject({ code: 'fields_missing', detail: { fields: ['messages'] } });
    expect(commands[0]).toEqual({ kind: 'subscribe', fields: [...fields, 'messages'] });
  });

  test('one that does not come back is a matter for people, and is tried again all the same', () => {
    const { health, commands } = last(looks([0, 1, 2, 3].map((at) => ({ at, sees: off }))));
    expect(health.checks.subscription).toMatchObject({ state: 'broken', code: 'refused' });
    expect(commands.map(({ kind }) => kind)).toEqual(['subscribe', 'notice']);
  });
});

describe('N25: usage and drift', () => {
  test.each([
    ['little', { percent: 40, until: null }, 'low'],
    ['much', { percent: 80, until: null }, 'high'],
    ['too much', { percent: 100, until: NOON + HOUR }, 'limited'],
  ])('%s of what Meta allows', (_, usage, code) => {
    expect(last(looks([{ at: 0, sees: { usage } }])).health.checks.usage.code).toBe(code);
  });

  test('much use slows our own looks, and is over well below that', () => {
    const seen = looks([80, 70, 50].map((percent, n) => ({ at: n, sees: { usage: { percent, until: null } } })));
    expect(seen.map(({ health }) => health.checks.usage.code)).toEqual(['high', 'high', 'low']);
    expect((seen[0]?.health.next ?? 0) - NOON).toBe(4 * HOUR);
  });

  const drift = (more: Partial<Looked['drift']>) => ({ drift: { ...well().drift, ...more } });
  test.each([
    ['nothing', drift({}), 'as_known'],
    ['two refusals', drift({ refused: 2 }), 'as_known'],
    ['three of a hundred', drift({ refused: 3 }), 'windows_close_early'],
    ['three of thousands', drift({ refused: 3, received: 4000 }), 'as_known'],
    ['nobody taps buttons', drift({ buttonsGone: true }), 'buttons_gone'],
    ['events nobody knows', drift({ kinds: ['parked: unknown calls'] }), 'new_kinds'],
  ])('%s', (_, sees, code) => {
    expect(last(looks([{ at: 0, sees }])).health.checks.drift.code).toBe(code);
  });
});
