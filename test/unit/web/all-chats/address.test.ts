import { expect, test } from 'vitest';
import { isNarrowed, queryOf, readAddress, writeAddress } from '#lib/all-chats/address.ts';

const read = (words: string) => readAddress(new URLSearchParams(words));

test('F25: what an address says is what is asked for, and the other way round', () => {
  const words = 'q=лампа&status=finished&from=2026-11-01&to=2026-11-05&sort=number&order=asc&size=50&part=3';
  const address = read(words);
  expect(writeAddress(new URLSearchParams(), address)).toBe(`/activities/facebook?${new URLSearchParams(words)}`);
  expect(queryOf(address)).toMatchObject({ q: 'лампа', status: 'finished', sort: 'number', pageSize: 50, page: 3 });
});

test('F25: words that mean nothing are as if they were not there', () => {
  const strange = 'status=gone&from=2026-02-30&to=yesterday&sort=name&order=up&size=7&part=-1';
  expect(read(strange)).toEqual(read(''));
  expect(isNarrowed(read(strange))).toBe(false);
});

test('F25: what goes without saying is not said, and what others wrote into the address stays', () => {
  const words = new URLSearchParams('status=new&hide=link');
  expect(writeAddress(words, { status: '', size: 25, part: 1 })).toBe('/activities/facebook?hide=link');
});

test('F24: a period goes from the first moment of its first day to the last of its last', () => {
  const { from = '', to = '' } = queryOf(read('from=2026-11-01&to=2026-11-01'));
  expect(new Date(from)).toEqual(new Date(2026, 10, 1));
  expect(new Date(to).getTime()).toBe(new Date(2026, 10, 2).getTime() - 1);
});
