import { Hono } from 'hono';
import { demoAccounts } from '#db/demo/accounts.ts';
import { DEMO_PASSWORD } from '#db/demo/company.ts';
import { findShop } from '#db/demo/shop.ts';
import { allow } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { describe } from '../http/describe.ts';
import { shared } from '../http/shared.ts';
import { type DemoBody, operations } from './operations.ts';
import { shopPage } from './shop.ts';

const FRESH_MS = 2_000;
const NONE: DemoBody = { accounts: [], password: null, clientPage: null };

/** What a newcomer to the demo needs; where there is none, nothing is told. */
export const demo = (deps: ApiDeps) => {
  // Anybody may ask, as often as they like: the database is asked at most so often.
  const accountsNow = shared(() => demoAccounts(deps.database.pool), FRESH_MS);
  const shopNow = shared(() => findShop(deps.database.pool), FRESH_MS);
  return new Hono<ApiEnv>()
    .get('/', allow('anyone', deps), describe(operations.read), async (c) => {
      if (!deps.demo) return c.json(NONE);
      const accounts = await accountsNow();
      const password = accounts.length > 0 ? DEMO_PASSWORD : null;
      return c.json({ accounts, password, clientPage: deps.demo.clientPage });
    })
    .get('/shop', allow('anyone', deps), describe(operations.shop), async (c) => {
      const pageId = deps.demo ? await shopNow() : null;
      if (pageId === null) throw new ApiError('NOT_FOUND');
      return shopPage(c, pageId);
    });
};
