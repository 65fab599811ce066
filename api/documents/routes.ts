import { Hono } from 'hono';
import { allow } from '../access/crm.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { add, cancel, change, issue, list, one, pay, remove } from './acts.ts';
import { send } from './sending.ts';
import { operations } from './operations.ts';
import { look, pdf, preview } from './paper.ts';
import {
  cancelling,
  changedDocument,
  documentPath,
  documentQuery,
  newDocument,
  paying,
  sendingBody,
} from './schema.ts';

/** Invoices, contracts, acts and waybills of clients. */
export const documents = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe(operations.list),
      inLine('list'),
      check('query', documentQuery),
      async (c) => c.json(await list(deps, c, c.req.valid('query'))),
    )
    .post('/', allow('writer', deps), describe(operations.add), check('json', newDocument), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .post(
      '/preview',
      allow('writer', deps),
      describe(operations.preview),
      inLine('preview'),
      check('json', changedDocument),
      async (c) => preview(deps, c, c.req.valid('json')),
    )
    .get('/:id', allow('signed_in', deps), describe(operations.one), check('param', documentPath), async (c) =>
      c.json(await one(deps, c, c.req.valid('param').id)),
    )
    .put(
      '/:id',
      allow('writer', deps),
      describe(operations.change),
      check('param', documentPath),
      check('json', changedDocument),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .delete('/:id', allow('writer', deps), describe(operations.remove), check('param', documentPath), async (c) => {
      await remove(deps, c.req.valid('param').id);
      return c.body(null, 204);
    })
    .route('/', states(deps));

/** What becomes of an issued one. */
const states = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put('/:id/issued', allow('writer', deps), describe(operations.issue), check('param', documentPath), async (c) =>
      c.json(await issue(deps, c, c.req.valid('param').id)),
    )
    .put(
      '/:id/cancelled',
      allow('writer', deps),
      describe(operations.cancel),
      check('param', documentPath),
      check('json', cancelling),
      async (c) => c.json(await cancel(deps, c, c.req.valid('param').id, c.req.valid('json').reason)),
    )
    .put(
      '/:id/paid',
      allow('writer', deps),
      describe(operations.pay),
      check('param', documentPath),
      check('json', paying),
      async (c) => c.json(await pay(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .delete('/:id/paid', allow('writer', deps), describe(operations.unpay), check('param', documentPath), async (c) =>
      c.json(await pay(deps, c, c.req.valid('param').id, null)),
    )
    .route('/', outgoing(deps));

/** How it is seen, and how it gets to the client. */
const outgoing = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post(
      '/:id/sending',
      allow('writer', deps),
      describe(operations.send),
      check('param', documentPath),
      check('json', sendingBody),
      async (c) => c.json(await send(deps, c, c.req.valid('param').id, c.req.valid('json')), 202),
    )
    .get(
      '/:id/preview',
      allow('signed_in', deps),
      describe(operations.look),
      inLine('preview'),
      check('param', documentPath),
      async (c) => look(deps, c, c.req.valid('param').id),
    )
    .get(
      '/:id/pdf',
      allow('signed_in', deps),
      describe(operations.pdf),
      inLine('download'),
      check('param', documentPath),
      async (c) => pdf(deps, c, c.req.valid('param').id),
    );
