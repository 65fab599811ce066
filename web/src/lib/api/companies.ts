import type { InferRequestType } from 'hono/client';
import { client } from './client.ts';
import { result } from './request.ts';
import type { Company } from './types.ts';

const { analytics, companies, neighbour } = client.api;

export const companiesApi = {
  list: () => result(companies.$get()),
  add: (json: CompanyForm) => result(companies.$post({ json })),
  update: (id: string, json: CompanyForm) => result(companies[':id'].$put({ param: { id }, json })),
};

export type CompanyForm = Omit<Company, 'id' | 'doubts' | 'logo' | 'nextNumbers' | 'createdAt' | 'updatedAt'> & {
  logoId: string | null;
  nextNumbers?: Partial<Company['nextNumbers']>;
};

/** The CRM that the company has beside this one. */
export const neighbourApi = {
  get: () => result(neighbour.$get()),
  update: (json: InferRequestType<typeof neighbour.$put>['json']) => result(neighbour.$put({ json })),
  /** Whether it answers; nothing is kept of that. */
  try: (json: InferRequestType<typeof neighbour.trial.$post>['json']) => result(neighbour.trial.$post({ json })),
};

/** How chats are counted at Google. */
export const analyticsApi = {
  get: () => result(analytics.$get()),
  update: (json: InferRequestType<typeof analytics.$put>['json']) => result(analytics.$put({ json })),
  /** What Google's validation says; nothing is counted of that. */
  try: (json: InferRequestType<typeof analytics.trial.$post>['json']) => result(analytics.trial.$post({ json })),
};
