import { describe, expect, test } from 'vitest';
import { isDatabaseAway, isDatabaseFull } from '#db/connection/away.ts';

const failing = (code: string, cause?: Error): Error => Object.assign(new Error('refused', { cause }), { code });

describe('Y20: what means that the database is away, and what that it has no room', () => {
  test.each([
    ['53100', 'no room on its disk', true, true],
    ['53200', 'no memory', true, true],
    ['58030', 'its operating system cannot read or write', true, true],
    ['53300', 'too many connections', true, false],
    ['53400', 'a limit of its configuration', true, false],
    ['57P03', 'it starts', true, false],
    ['57P01', 'it is shut down', true, false],
    ['08006', 'the connection broke', true, false],
    ['55P03', 'a lock was not had in time', true, false],
    ['57014', 'a statement took too long', true, false],
    ['ECONNREFUSED', 'nobody is there', true, false],
    ['23505', 'it is there twice', false, false],
    ['22003', 'a number out of range', false, false],
    ['40P01', 'a deadlock', false, false],
  ])('%s: %s', (code, _, away, full) => {
    expect([isDatabaseAway(failing(code)), isDatabaseFull(failing(code))]).toEqual([away, full]);
    const wrapped = new Error('wrapped', { cause: failing(code) });
    expect([isDatabaseAway(wrapped), isDatabaseFull(wrapped)]).toEqual([away, full]);
  });

  test('of several one is enough', () => {
    const several = new AggregateError([failing('23505'), failing('53100')]);
    expect([isDatabaseAway(several), isDatabaseFull(several)]).toEqual([true, true]);
  });
});
