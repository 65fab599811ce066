import { client } from './client.ts';
import { result } from './request.ts';
import type { Company } from './types.ts';

const { companies } = client.api;

export const companiesApi = {
  list: () => result(companies.$get()),
  add: (json: CompanyForm) => result(companies.$post({ json })),
  update: (id: string, json: CompanyForm) => result(companies[':id'].$put({ param: { id }, json })),
};

export type CompanyForm = Omit<Company, 'id' | 'doubts' | 'nextNumbers' | 'createdAt' | 'updatedAt'> & {
  nextNumbers?: Partial<Company['nextNumbers']>;
};
