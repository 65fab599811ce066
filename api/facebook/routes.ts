import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { choosePages, findLogin, type LoginRow } from '#db/facebook/ask.ts';
import { allow, me } from '../access/allow.ts';
import { inPerson } from '../access/in-person.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { facebookApp } from './app-routes.ts';
import { facebookLogin } from './login-routes.ts';
import { operations } from './operations.ts';
import { loginPath, type loginSchema, pagesChosen } from './schema.ts';

/** How pages are connected: through which application, and by whose log-in with Facebook. */
export const facebook = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .route('/', facebookLogin(deps))
    .route('/app', facebookApp(deps))
    .get('/logins/:id', allow('admin', deps), describe(operations.readLogin), check('param', loginPath), async (c) =>
      c.json(toLogin(await find(deps, c, c.req.valid('param').id))),
    )
    .post(
      '/logins/:id/pages',
      allow('admin', deps),
      describe(operations.choose),
      check('param', loginPath),
      check('json', pagesChosen),
      async (c) => c.json(toLogin(await choose(deps, c, c.req.valid('param').id, c.req.valid('json'))), 202),
    );

async function find({ database }: ApiDeps, c: Context<ApiEnv>, id: string): Promise<LoginRow> {
  const row = await findLogin(database.pool, id, me(c).employee.id);
  if (!row) throw new ApiError('NOT_FOUND');
  return row;
}

async function choose(deps: ApiDeps, c: Context<ApiEnv>, id: string, { facebookIds }: z.infer<typeof pagesChosen>) {
  inPerson(c);
  const { pages } = await find(deps, c, id);
  const isConnectable = (facebookId: string) => {
    const page = pages.find((one) => one.facebookId === facebookId);
    return page !== undefined && page.obstacle !== 'no_messaging' && page.obstacle !== 'no_token';
  };
  const wrong = facebookIds.filter((facebookId) => !isConnectable(facebookId));
  if (wrong.length > 0 && pages.length > 0) throw new ApiError('PAGE_NOT_CONNECTABLE', { facebookIds: wrong });
  if (!(await choosePages(deps.database.pool, id, facebookIds))) throw new ApiError('LOGIN_NOT_CHOOSING');
  deps.notifier.notify('facebook');
  return find(deps, c, id);
}

function toLogin({ id, step, failure, webhookFailure, pageFacebookId, scopes, pages }: LoginRow) {
  return { id, step, failure, webhookFailure, pageFacebookId, scopes, pages } satisfies z.infer<typeof loginSchema>;
}
