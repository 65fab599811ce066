import { expect } from 'vitest';
import { PASSWORD } from '#test/integration/support/company.ts';
import type { Stage } from './stage.ts';

/** Publishes settings of the page "dim", as its admin does by the API. */
export async function publishSettings(stage: Stage, settings: Record<string, unknown>): Promise<void> {
  const context = await stage.browser.newContext({ baseURL: stage.api.url });
  await context.request.post('/api/session', { data: { email: stage.api.people.iryna.email, password: PASSWORD } });
  const path = `/api/pages/${stage.api.pages.dim.id}/settings`;
  const answer = await context.request.post(path, { data: { settings, comment: 'for the test' } });
  expect(answer.status(), await answer.text()).toBe(201);
  await context.close();
}
