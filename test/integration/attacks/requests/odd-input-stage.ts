import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export let api: TestApi;
export let iryna: Visitor;
export let number: number;

export function setUpOddInput(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
    ({ number } = await openChat(api, api.pages.dim, 'знижка 100% на folder_name\\тека'));
    await openChat(api, api.pages.dim, "O'Brien; drop table message; --");
    await openChat(api, api.pages.dim, 'звичайне');
  });
  afterAll(() => api.stop());
}
