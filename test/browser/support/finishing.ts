import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WHERE = '**/status';

/** Ten seconds may be over before a busy machine has drawn the next page: the desk asks for a minute, the longest. */
export async function inNoHurry(page: Page): Promise<() => Promise<void>> {
  await page.route(WHERE, (route) => {
    const asked = route.request().postDataJSON() as { status: string };
    const undoFor = asked.status === 'finished' ? { undoFor: 60 } : {};
    return route.continue({ postData: JSON.stringify({ ...asked, ...undoFor }) });
  });
  return () => page.unroute(WHERE);
}

/** Finishes a chat by whoever sits at this page: asked again where it could not answer in time. */
export async function finishChat(page: Page, number: string | null): Promise<void> {
  const finish = (path: string) =>
    fetch(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'finished' }),
    }).then(({ status }) => status);
  await expect.poll(() => page.evaluate(finish, `/api/chats/${number}/status`)).toBe(200);
}
