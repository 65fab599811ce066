import { expect, test } from 'vitest';
import { counted, failedFiles, steadied } from '#test/ground/run-again.ts';

type Told = Record<string, Record<string, 'passed' | 'failed'>>;

/** A report as vitest writes it. */
function report(files: Told): string {
  const all = Object.values(files).flatMap((tests) => Object.values(tests));
  return JSON.stringify({
    numPassedTests: all.filter((status) => status === 'passed').length,
    numFailedTests: all.filter((status) => status === 'failed').length,
    testResults: Object.entries(files).map(([name, tests]) => ({
      name,
      status: Object.values(tests).includes('failed') ? 'failed' : 'passed',
      assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
    })),
  });
}

const first = report({ a: { one: 'passed', two: 'failed' }, b: { three: 'passed', four: 'passed' } });

test('a file with a failed test is run once more, and what passes then is named', () => {
  expect(failedFiles(first)).toEqual(['a']);
  const second = report({ a: { one: 'passed', two: 'passed' } });
  expect(steadied(first, second, 0)).toEqual({ passed: 4, failed: 0, unsteady: ['a > two'] });
});

test('what fails twice has failed, and so has what fails only the second time', () => {
  const twice = report({ a: { one: 'passed', two: 'failed' } });
  expect(steadied(first, twice, 1)).toEqual({ passed: 3, failed: 1, unsteady: [] });
  const other = report({ a: { one: 'failed', two: 'passed' } });
  expect(steadied(first, other, 1)).toEqual({ passed: 3, failed: 1, unsteady: ['a > two'] });
});

test('a second run that breaks clears nothing', () => {
  expect(steadied(first, '', 1)).toEqual({ passed: 2, failed: 1, unsteady: [] });
  const loadedNothing = report({});
  expect(steadied(first, loadedNothing, 1)).toEqual({ passed: 2, failed: 1, unsteady: [] });
});

test('many files that fail are no accident: none is run again', () => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { one: 'failed' as const }]));
  expect(failedFiles(report(files))).toEqual([]);
  expect(counted(report(files), 1)).toEqual({ passed: 0, failed: 5 });
});

test('a run that breaks outside its tests has failed', () => {
  expect(counted('', 1)).toEqual({ passed: 0, failed: 1 });
  expect(counted(report({ a: { one: 'passed' } }), 1)).toEqual({ passed: 1, failed: 1 });
  expect(failedFiles('')).toEqual([]);
});
