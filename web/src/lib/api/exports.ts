import { client } from './client.ts';
import { done, result } from './request.ts';

const { exports } = client.api;
const of = (id: string) => ({ param: { id } });

export const exportsApi = {
  ask: (json: Parameters<typeof exports.$post>[0]['json']) => result(exports.$post({ json })),
  list: () => result(exports.$get()),
  cancel: (id: string) => done(exports[':id'].$delete(of(id))),
  address: (id: string): string => `/api/exports/${encodeURIComponent(id)}/file`,
};
