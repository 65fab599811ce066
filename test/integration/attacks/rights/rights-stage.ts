import { afterAll, beforeAll } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { addAssignment, candidate } from '../../support/assignment.ts';
import { type List, openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { fill, type Route, routesOf } from '../routes.ts';
import { insist } from '#test/integration/support/insist.ts';

export let api: TestApi;
export let routes: Route[];
/** Olena's, of page `dim`: the ids others try. */
export let ids: Record<string, string | number>;
export let taras: Visitor;
export let dmytro: Visitor;
const send = (who: Visitor, { method, path }: Route, values = ids) =>
  who.ask(fill(path, values), { method, ...(method === 'GET' ? {} : { body: {} }) });
export const refusals = async (who: Visitor, list: Route[], values = ids): Promise<string[]> =>
  Promise.all(list.map(async (route) => `${route.method} ${route.path} ${await answered(who, route, values)}`));
const answered = async (who: Visitor, route: Route, values = ids): Promise<string> => {
  const answer = await insist(() => send(who, route, values));
  return `${answer.status} ${codeOf(answer)}`;
};
export const all = (list: Route[], outcome: string) => list.map(({ method, path }) => `${method} ${path} ${outcome}`);

export function setUpRights(): void {
  beforeAll(async () => {
    api = await createApi();
    routes = routesOf(api);
    const olena = await logIn(api, 'olena');
    const { number } = await openChat(api, api.pages.dim, 'лише для своїх');
    const said = (await olena.post(`/api/chats/${number}/messages`, { text: 'відповідь' })).json<MessageBody>();
    const session = (await olena.get('/api/sessions')).json<List<{ id: string }>>().items[0];
    const token = (await olena.post('/api/tokens', { name: 'скрипт' })).json<{ id: string }>();
    const employeeId = api.people.olena.id;
    const assignment = await addAssignment(api.database.pool, number, { candidates: [candidate(employeeId)] });
    const about = { number, id: said.id, employeeId, assignmentId: assignment.id };
    ids = { ...about, session: session?.id ?? '', token: token.id };
    taras = await logIn(api, 'taras');
    dmytro = await logIn(api, 'dmytro');
  });
  afterAll(() => api.stop());
}
