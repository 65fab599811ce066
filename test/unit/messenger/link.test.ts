import { expect, test } from 'vitest';
import { createPage } from '#test/messenger/page/page.ts';

test('F13: a link of m.me leads to the page that is named in it, with its ref', async () => {
  const answer = await createPage().request('/m.me/102030405060701?ref=demo-shop');
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/?ref=demo-shop#102030405060701/']);
});
