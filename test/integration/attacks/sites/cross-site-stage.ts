import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export let api: TestApi;
export let olena: Visitor;
export let number: number;

export function setUpCrossSite(): void {
  beforeAll(async () => {
    api = await createApi({ publicUrl: 'https://desk.example.com' });
    olena = await logIn(api, 'olena');
    ({ number } = await openChat(api, api.pages.dim));
  });
  afterAll(() => api.stop());
}
