import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { NumberTaken } from '#db/companies/counters.ts';
import { findCompany, listCompanies } from '#db/companies/read.ts';
import { addCompany, NumberWithoutMonth, updateCompany } from '#db/companies/write.ts';
import { allow } from '../access/crm.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { checkLogo } from './logo.ts';
import { operations } from './operations.ts';
import { companyContent, companyPath, toCompany } from './schema.ts';

/** In whose name documents are made out. */
export const companies = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.list), async (c) =>
      c.json(asWholeList((await listCompanies(deps.database.pool)).map(toCompany))),
    )
    .post('/', allow('admin', deps), describe(operations.add), check('json', companyContent), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.change),
      check('param', companyPath),
      check('json', companyContent),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    );

type Content = z.infer<typeof companyContent>;

async function add(deps: ApiDeps, c: Context<ApiEnv>, { nextNumbers, ...content }: Content) {
  await checkLogo(deps, c, content);
  const added = await addCompany(deps.database.pool, content, nextNumbers).catch(refuse);
  await note(deps, c, 'company_added', { company: added.id });
  return toCompany(added);
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, { nextNumbers, ...content }: Content) {
  const before = await findCompany(deps.database.pool, id);
  if (content.logoId !== before?.logo?.id) await checkLogo(deps, c, content);
  const company = await updateCompany(deps.database.pool, id, content, nextNumbers).catch(refuse);
  if (!company) throw new ApiError('NOT_FOUND');
  if (company.changed) await note(deps, c, 'company_changed', { company: id });
  return toCompany(company.row);
}

function refuse(error: unknown): never {
  if (error instanceof NumberTaken) throw new ApiError('NUMBER_TAKEN');
  throw error instanceof NumberWithoutMonth ? new ApiError('NUMBER_WITHOUT_MONTH') : error;
}
