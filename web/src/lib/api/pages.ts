import type { InferRequestType } from 'hono/client';
import { client } from './client.ts';
import { type PageQuery, result, words } from './request.ts';
import type { ConnectedPage } from './types.ts';

const { facebook, pages } = client.api;

export const pagesApi = {
  list: (query: PageQuery) => result(pages.$get({ query: words(query) })),
  connect: (json: PageForm) => result(pages.$post({ json })),
  update: (id: string, json: Partial<Omit<PageForm, 'facebookId'>>) =>
    result(pages[':id'].$put({ param: { id }, json })),
  health: (id: string) => result(pages[':id'].health.$get({ param: { id } })),
  history: (id: string) => result(pages[':id'].history.$get({ param: { id } })),
  look: (id: string) => result(pages[':id'].checks.$post({ param: { id } })),
  /** What would become of its chats. */
  removal: (id: string) => result(pages[':id'].removal.$get({ param: { id } })),
  remove: (id: string, name: string) => result(pages[':id'].$delete({ param: { id }, json: { name } })),
  /** Where the browser goes to connect it again. */
  reconnection: (id: string) => result(pages[':id'].reconnection.$post({ param: { id } })),
};

/** Through which application pages are connected, and by whose log-in. */
export const facebookApi = {
  get: () => result(facebook.app.$get()),
  update: (json: InferRequestType<typeof facebook.app.$put>['json']) => result(facebook.app.$put({ json })),
  /** What Meta says of an application; nothing is kept of that. */
  try: (json: InferRequestType<typeof facebook.app.trial.$post>['json']) => result(facebook.app.trial.$post({ json })),
  login: (id: string) => result(facebook.logins[':id'].$get({ param: { id } })),
  choose: (id: string, json: { facebookIds: string[] }) =>
    result(facebook.logins[':id'].pages.$post({ param: { id }, json })),
};

export type PageForm = Pick<ConnectedPage, 'facebookId' | 'name' | 'employeeIds' | 'skills' | 'humanAgent'> & {
  accessToken: string;
};
