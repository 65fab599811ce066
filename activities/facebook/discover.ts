import { z } from 'zod';
import type { FoundPage, GivenScope, PageObstacle } from '#db/entities/facebook/facebook-login.ts';
import { eachAlone } from '#platform/each.ts';
import type { Graph } from '../messenger/graph.ts';
import { MetaRefused, readAll } from './read.ts';
import { NEEDED_SCOPES } from './scopes.ts';

export interface FoundAccount {
  page: Pick<FoundPage, 'facebookId' | 'name' | 'business'>;
  tasks: string[] | null;
  token: string | null;
}

const FIELDS = 'id,name,access_token,tasks';
const account = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().default(''),
  access_token: z.string().optional(),
  tasks: z.array(z.string()).optional(),
});
const business = z.object({ id: z.string(), name: z.string().default('') });
const permission = z.object({ permission: z.string(), status: z.string() });

/** What the person let us do. */
export async function givenScopes(graph: Graph, token: string): Promise<GivenScope[]> {
  const all = await readAll(graph, { path: 'me/permissions', fields: '', token, item: permission });
  return all.map(({ permission: scope, status }) => ({ scope, given: status === 'granted' }));
}

export const missingScopes = (scopes: GivenScope[]): string[] =>
  NEEDED_SCOPES.filter((needed) => !scopes.some(({ scope, given }) => scope === needed && given));

/** Their pages, and those of businesses they have a part in, each once. */
export async function findAccounts(graph: Graph, token: string): Promise<FoundAccount[]> {
  const found = new Map<string, FoundAccount>();
  const add = async (path: string, through: string | null): Promise<void> => {
    for (const { id, name, access_token, tasks } of await readAll(graph, {
      path,
      fields: FIELDS,
      token,
      item: account,
    }))
      if (!found.get(id)?.token)
        found.set(id, {
          page: { facebookId: id, name: name.slice(0, 200) || id, business: through },
          tasks: tasks ?? null,
          token: access_token ?? null,
        });
  };
  await add('me/accounts', null);
  for (const { id, name } of await businessesOf(graph, token))
    await eachAlone(
      [`${id}/owned_pages`, `${id}/client_pages`],
      (path) => add(path, name),
      (_, error) => (error instanceof MetaRefused ? Promise.resolve() : Promise.reject(error)),
    );
  return [...found.values()];
}

/** None where that scope was not given. */
async function businessesOf(graph: Graph, token: string): Promise<z.infer<typeof business>[]> {
  try {
    return await readAll(graph, { path: 'me/businesses', fields: 'id,name', token, item: business });
  } catch (error) {
    if (error instanceof MetaRefused) return [];
    throw error;
  }
}

/** Where messaging is no task of theirs, nothing that is sent would leave. */
export function obstacleOf({ tasks, token }: FoundAccount): PageObstacle | null {
  if (tasks !== null && !tasks.includes('MESSAGING')) return 'no_messaging';
  return token === null ? 'no_token' : null;
}
