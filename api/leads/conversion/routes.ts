import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { type Conversion, convertLead } from '#db/leads/conversion/convert.ts';
import { contactsOfLead, findConversion } from '#db/leads/conversion/read.ts';
import { undoConversion } from '#db/leads/conversion/undo.ts';
import { findLead } from '#db/leads/read.ts';
import { me } from '../../access/allow.ts';
import { allow } from '../../access/crm.ts';
import { note } from '../../access/note.ts';
import { ApiError } from '../../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../../http/deps.ts';
import { check, describe } from '../../http/describe.ts';
import { notTaken } from '../../records/fields.ts';
import { leadPath, toLead } from '../schema.ts';
import { operations } from './operations.ts';
import { newConversion, toCandidate, toConversion } from './schema.ts';

/** A lead becomes a contact and an order. */
export const conversions = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:id/conversion', allow('signed_in', deps), describe(operations.look), check('param', leadPath), async (c) =>
      c.json(await look(deps, c.req.valid('param').id)),
    )
    .post(
      '/:id/conversion',
      allow('writer', deps),
      describe(operations.convert),
      check('param', leadPath),
      check('json', newConversion),
      async (c) => c.json(await convert(deps, c, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .delete('/:id/conversion', allow('writer', deps), describe(operations.undo), check('param', leadPath), async (c) =>
      c.json(await undo(deps, c, c.req.valid('param').id)),
    );

async function look({ database }: ApiDeps, id: string) {
  const lead = await findLead(database.pool, id);
  if (!lead) throw new ApiError('NOT_FOUND');
  const [conversion, candidates] = await Promise.all([
    findConversion(database.pool, id),
    contactsOfLead(database.pool, lead),
  ]);
  return { conversion: conversion && toConversion(conversion), candidates: candidates.map(toCandidate) };
}

async function convert(deps: ApiDeps, c: Context<ApiEnv>, leadId: string, given: z.infer<typeof newConversion>) {
  const { contactId, contact, order = 'of the lead' } = given;
  const asked: Conversion = { leadId, contactId, newName: contact?.name ?? null, order, by: me(c).employee.id };
  const lead = await convertLead(deps.database.pool, asked);
  if (!lead) throw new ApiError('NOT_FOUND');
  if (lead === 'LEAD_CONVERTED' || lead === 'CONTACT_TO_CHOOSE') throw new ApiError(lead);
  if (typeof lead === 'string') throw notTaken(lead);
  deps.notifier.notify('inbox', 'change', 'routing');
  await note(deps, c, 'lead_converted', { lead: leadId });
  return toLead(lead);
}

async function undo(deps: ApiDeps, c: Context<ApiEnv>, id: string) {
  const taken = await undoConversion(deps.database.pool, id, me(c).employee.id);
  if (!taken) throw new ApiError('NOT_FOUND');
  if (taken === 'CONVERSION_ISSUED') throw new ApiError(taken);
  deps.notifier.notify('inbox', 'change', 'routing');
  await note(deps, c, 'lead_conversion_undone', { lead: id });
  return { ...taken, lead: toLead(taken.lead) };
}
