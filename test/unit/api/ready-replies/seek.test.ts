import { expect, test } from 'vitest';
import { seek } from '#api/ready-replies/seek.ts';

const replies = [
  { shortcut: 'так', title: 'Згода', texts: { uk: 'Так' } },
  { shortcut: 'є', title: 'Наявність', texts: { uk: 'Маємо п’ять' } },
];
const found = (typed: string) => seek(replies, typed).map(({ shortcut }) => shortcut);

test('F43: a letter that is a mere sign in the other layout finds only where it stands', () => {
  expect(found('є')).toEqual(['є']);
  expect(found("п'ять")).toEqual(['є']);
  expect(found('пять')).toEqual(['є']);
  expect(found('')).toEqual(['так', 'є']);
});
