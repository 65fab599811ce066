import { Hono } from 'hono';
import { allow } from '../access/crm.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { add, archive, change, choose, list, one, versions } from './acts.ts';
import { operations } from './operations.ts';
import { preview } from './preview.ts';
import { changedTemplate, newTemplate, templatePath, templatePreview, templateQuery } from './schema.ts';

/** What documents say: read by everybody, kept by admins. */
export const documentTemplates = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.list), check('query', templateQuery), async (c) =>
      c.json(await list(deps, c.req.valid('query'))),
    )
    .post('/', allow('admin', deps), describe(operations.add), check('json', newTemplate), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .post(
      '/preview',
      allow('admin', deps),
      describe(operations.preview),
      inLine('preview'),
      check('json', templatePreview),
      async (c) => preview(deps, c, c.req.valid('json')),
    )
    .get('/:id', allow('signed_in', deps), describe(operations.one), check('param', templatePath), async (c) =>
      c.json(await one(deps, c.req.valid('param').id)),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.change),
      check('param', templatePath),
      check('json', changedTemplate),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .get(
      '/:id/versions',
      allow('signed_in', deps),
      describe(operations.versions),
      check('param', templatePath),
      async (c) => c.json(await versions(deps, c.req.valid('param').id)),
    )
    .route('/', states(deps));

/** Which one new documents begin with, and which ones are of use no more. */
const states = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put(
      '/:id/default',
      allow('admin', deps),
      describe(operations.makeDefault),
      check('param', templatePath),
      async (c) => c.json(await choose(deps, c, c.req.valid('param').id)),
    )
    .put('/:id/archived', allow('admin', deps), describe(operations.archive), check('param', templatePath), async (c) =>
      c.json(await archive(deps, c, c.req.valid('param').id, true)),
    )
    .delete(
      '/:id/archived',
      allow('admin', deps),
      describe(operations.restore),
      check('param', templatePath),
      async (c) => c.json(await archive(deps, c, c.req.valid('param').id, false)),
    );
