import { describe, expect, test } from 'vitest';
import { compareStores } from '#db/epoch/compare.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import { judgeSaving, type Kin, type Standing, tokenOf, trailWith } from '#db/decisions/lineage.ts';
import type { Lineage, Saving } from '#workflows/chat/needs.ts';

type Said = { seq: number; inputs?: number[]; seen?: number[] } & Partial<Lineage>;

function saving({ seq, inputs = [], seen = inputs, ...lineage }: Said): Saving {
  return {
    clientId: 'client',
    chat: { seq } as Saving['chat'],
    hintChatId: null,
    carried: { chat: null, seen },
    deadlines: [],
    decisions: [],
    commands: [],
    inputs,
    messages: [],
    unreadAfterAnswer: null,
    finishedBy: null,
    lineage: { run: 'one', after: null, final: false, reset: false, ...lineage },
  };
}

const nothing: Standing = { seq: 0, newest: 0, trail: null };

/** Where a chat stands after these saves. */
function after(...saves: Saving[]): Standing {
  return saves.reduce<Standing>((standing, one) => {
    const trail = trailWith(one, standing, tokenOf(one));
    return { seq: one.chat?.seq ?? 0, newest: Math.max(standing.newest, ...one.carried.seen), trail };
  }, nothing);
}

const judge = (one: Saving, standing: Standing) => judgeSaving(one, standing, tokenOf(one));
const first = saving({ seq: 1, inputs: [1] });
const second = saving({ seq: 2, inputs: [2], seen: [1, 2], after: tokenOf(first) });
const third = saving({ seq: 3, after: tokenOf(second), seen: [1, 2] });

describe('a save', () => {
  test.each<[string, Saving, Standing, string]>([
    ['the first one', first, nothing, 'next'],
    ['one that builds on the newest', second, after(first), 'next'],
    ['the newest once more', second, after(first, second), 'done'],
    ['a task taken again with more', saving({ seq: 1, inputs: [1, 2] }), after(first), 'again'],
    [
      'a task that had saved twice, taken again in one go',
      saving({ seq: 2, inputs: [2], seen: [1, 2], after: tokenOf(first), final: true }),
      after(first, second, third),
      'again',
    ],
    [
      'I7: an older engine that lacks an input',
      saving({ seq: 2, seen: [1], after: tokenOf(first) }),
      after(first, second),
      'engine_restored',
    ],
    [
      'I7: an older engine where what it lacks was final',
      saving({ seq: 3, seen: [1, 2], after: tokenOf(second), inputs: [2] }),
      after(first, second, saving({ seq: 3, after: tokenOf(second), final: true })),
      'engine_restored',
    ],
    [
      'I7: an older engine under another number',
      saving({ seq: 1, inputs: [1] }),
      after(first, second),
      'engine_restored',
    ],
    [
      'a number that was reached on another way',
      saving({ seq: 3, after: 'another', seen: [1, 2] }),
      after(first, second),
      'engine_restored',
    ],
    [
      'I7b: a run that was reset',
      { ...second, lineage: { ...second.lineage, reset: true } as Lineage },
      after(first),
      'engine_reset',
    ],
    [
      'I7c: another run than the one whose saves it would replace',
      saving({ seq: 2, inputs: [2], seen: [1, 2], run: 'two', after: tokenOf(first) }),
      after(first, second),
      'engine_reset',
    ],
    ['I8: numbers the database lost', third, after(first), 'database_restored'],
    [
      'what follows a save of an older build',
      saving({ seq: 2, seen: [1, 2] }),
      { seq: 1, newest: 1, trail: null },
      'next',
    ],
  ])('%s', (_, one, standing, expected) => {
    expect(judge(one, standing)).toBe(expected);
  });

  test('I7: the first task of a chat taken again replaces nothing where more was saved than is remembered', () => {
    const saves = Array.from({ length: 12 }, (_, n) => n + 1).reduce<Saving[]>(
      (made, seq) => [
        ...made,
        saving({ seq, seen: [1], after: made.length > 0 ? tokenOf(made.at(-1) as Saving) : null }),
      ],
      [],
    );
    expect(judge(saving({ seq: 1, inputs: [1] }), after(...saves))).toBe('engine_restored');
    expect(judge(saving({ seq: 1, inputs: [1] }), after(...saves.slice(0, 9)))).toBe('again');
  });

  test('replaces what its first try had left, and the trail stays short', () => {
    const again = saving({ seq: 2, inputs: [2], seen: [1, 2], after: tokenOf(first), final: true });
    expect(trailWith(again, after(first, second, third), tokenOf(again))?.map(({ seq }) => seq)).toEqual([1, 2]);
    const many = Array.from({ length: 30 }, (_, n) => n + 1).reduce<Saving[]>(
      (saves, seq) => [...saves, saving({ seq, after: saves.length > 0 ? tokenOf(saves.at(-1) as Saving) : null })],
      [],
    );
    const { trail } = after(...many);
    expect(trail?.map(({ seq }: Kin) => seq)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  });
});

describe('two stores', () => {
  const ours = { engine: 'e', beat: 10, after: 9 };
  const fresh = { engine: null, beat: 0, after: null };
  test.each([
    ['agree', ours, { engine: 'e', beat: 10, before: 9 }, null],
    ['agree when a process died between the two counts', ours, { engine: 'e', beat: 9, before: 8 }, null],
    ['agree when the engine missed several', { ...ours, after: 6 }, { engine: 'e', beat: 6, before: 5 }, null],
    ['agree when one it missed came late', { ...ours, after: 6 }, { engine: 'e', beat: 8, before: 6 }, null],
    ['are new', fresh, { engine: 'e', beat: null, before: null }, null],
    ['agree at the first count', { ...ours, beat: 1, after: 0 }, { engine: 'e', beat: 1, before: null }, null],
    ['X33: the engine is older', ours, { engine: 'e', beat: 8, before: 7 }, 'engine_restored'],
    [
      'X33: the engine is as old as before the first count',
      ours,
      { engine: 'e', beat: null, before: null },
      'engine_restored',
    ],
    [
      'X33: the engine is older and got our newest beat late',
      ours,
      { engine: 'e', beat: 10, before: 8 },
      'engine_restored',
    ],
    ['X33: a much older one got it', ours, { engine: 'e', beat: 10, before: null }, 'engine_restored'],
    ['X33: the database is older', ours, { engine: 'e', beat: 11, before: 10 }, 'database_restored'],
    [
      'X33: the database is older than the engine itself',
      ours,
      { engine: 'f', beat: 11, before: 10 },
      'database_restored',
    ],
    ['X06: the engine lost its data', ours, { engine: 'f', beat: null, before: null }, 'engine_forgot'],
    ['agree where an older build counted', { ...ours, after: null }, { engine: 'e', beat: 9, before: null }, null],
    [
      'X33: the engine is older, where an older build counted',
      { ...ours, after: null },
      { engine: 'e', beat: 8, before: null },
      'engine_restored',
    ],
  ])('%s', (_, one, other, expected) => {
    expect(compareStores(one, other)).toBe(expected);
  });
});

describe('Y20: the engine is away', () => {
  const broken = Object.assign(new Error('database disk image is malformed'), { code: 14, details: '', metadata: {} });
  const failing = (error: Error) => () => Promise.reject(error);

  test('when what it is asked fails again and again, whatever else works', async () => {
    const health = new EngineHealth();
    await health.ask('tell', failing(broken)).catch(() => undefined);
    expect(health.awaySince()).toBeNull();
    await health.ask('tell', failing(broken)).catch(() => undefined);
    await health.ask('beat', () => Promise.resolve());
    expect(health.awaySince()).not.toBeNull();
    await health.ask('tell', () => Promise.resolve());
    expect(health.awaySince()).toBeNull();
  });

  test('but not because of what is asked, nor for ever', async () => {
    const health = new EngineHealth();
    const refused = Object.assign(new Error('too large'), { code: 3, details: '', metadata: {} });
    for (let n = 0; n < 3; n += 1) await health.ask('tell', failing(refused)).catch(() => undefined);
    expect(health.awaySince()).toBeNull();
    for (let n = 0; n < 3; n += 1) await health.ask('tell', failing(broken)).catch(() => undefined);
    expect(health.awaySince(Date.now() + 10 * 60_000)).toBeNull();
  });
});
