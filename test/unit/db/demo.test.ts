import { expect, test } from 'vitest';
import { DEMO_PAGES } from '#db/demo/company.ts';
import { simulatedPsid } from '#db/demo/past.ts';
import { demoPages } from '#test/messenger/demo.ts';
import { psidOf } from '#test/messenger/world.ts';

test('the demo company and the simulated Messenger know the same pages, and the same person by the same id', () => {
  const pages = DEMO_PAGES.map(({ facebookId, name, accessToken }) => ({ id: facebookId, name, accessToken }));
  expect(pages).toEqual(demoPages);
  for (const { id } of demoPages) expect(simulatedPsid(id, 'mariia')).toBe(psidOf(id, 'mariia'));
});
