import { client } from './client.ts';
import { result } from './request.ts';

const { troubles } = client.api;

export const troublesApi = {
  get: () => result(troubles.$get()),
  tryAgain: (id: string) => result(troubles[':id'].attempts.$post({ param: { id } })),
};
