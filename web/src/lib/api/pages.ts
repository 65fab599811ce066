import { client } from './client.ts';
import { type PageQuery, result, words } from './request.ts';
import type { ConnectedPage } from './types.ts';

const { pages } = client.api;

export const pagesApi = {
  list: (query: PageQuery) => result(pages.$get({ query: words(query) })),
  connect: (json: PageForm) => result(pages.$post({ json })),
  update: (id: string, json: Partial<Omit<PageForm, 'facebookId'>>) =>
    result(pages[':id'].$put({ param: { id }, json })),
  health: (id: string) => result(pages[':id'].health.$get({ param: { id } })),
  history: (id: string) => result(pages[':id'].history.$get({ param: { id } })),
  look: (id: string) => result(pages[':id'].checks.$post({ param: { id } })),
};

export type PageForm = Pick<ConnectedPage, 'facebookId' | 'name' | 'employeeIds' | 'skills' | 'humanAgent'> & {
  accessToken: string;
};
