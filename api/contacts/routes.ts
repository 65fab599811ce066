import { Hono } from 'hono';
import { z } from 'zod';
import { listContacts } from '#db/contacts/list.ts';
import { type ContactRow, findContact, findDuplicates, listSegments } from '#db/contacts/read.ts';
import { insertContact, updateContact } from '#db/contacts/write.ts';
import { audit } from '#db/people/audit.ts';
import { isActive, listActive } from '#db/people/colleagues.ts';
import { readSettings } from '#db/settings/read.ts';
import { readEmail } from '#workflows/reading/contact.ts';
import { allow, me } from '../access/allow.ts';
import { readParts, type Parts } from './read-parts.ts';
import { inLine } from '../access/line.ts';
import { cursorQuery, readCursor, writeCursor } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asList, asWholeList, listOf, pageQuery, person, plainText, walkOf } from '../http/fields.ts';
import { contactCard, contactChange, contactSchema, newContact, toContact } from './schema.ts';

const filter = pageQuery.extend(cursorQuery.shape).extend({
  q: z.string().max(200).default('').describe('Name, phone or e-mail; a part is enough.'),
  managerId: plainText.max(100).optional().describe('An id, `me`, or `none`.'),
  segment: plainText.max(100).optional(),
});
const path = z.object({ id: z.uuid() });

/** An address is sought in the spelling in which it is kept. */
const soughtIn = (q: string): string => {
  const words = q.replaceAll('\u0000', '').trim();
  return readEmail(words) ?? words;
};

/** The people the company knows. Two may share a phone: it is said, not forbidden. */
export const contacts = (deps: ApiDeps) => {
  const { pool } = deps.database;
  const inE164 = async (given: Parts) => readParts(given, (await readSettings(pool, null)).settings.phoneCountry);
  const withDuplicates = async (row: ContactRow) => ({
    ...toContact(row),
    duplicates: await findDuplicates(pool, row),
  });
  return new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Contacts',
        summary: 'Contacts, by name',
        description:
          'Whoever wants all of them takes `next` as the `cursor` of the following page until it is null: one that is added or renamed meanwhile shifts no other.',
        answers: { 200: walkOf(contactSchema) },
      }),
      inLine('list'),
      check('query', filter),
      async (c) => {
        const query = c.req.valid('query');
        const after = placeOf(query.cursor);
        const found = await listContacts(pool, {
          after,
          q: soughtIn(query.q),
          managerId: query.managerId === 'me' ? me(c).employee.id : (query.managerId ?? null),
          segment: query.segment ?? null,
          limit: query.pageSize + 1,
          offset: after ? 0 : (query.page - 1) * query.pageSize,
        });
        const rows = found.rows.slice(0, query.pageSize);
        const last = found.rows.length > query.pageSize ? rows.at(-1) : undefined;
        const next = last ? writeCursor({ last: { key: last.name, id: last.id } }) : null;
        return c.json({ ...asList(rows.map(toContact), found.total, query), next });
      },
    )
    .post(
      '/',
      allow('writer', deps),
      describe({
        tag: 'Contacts',
        summary: 'Add a contact',
        description:
          'A number without a country code is read as one of the country set for all pages. Kept as E.164; e-mails in small letters, their domain in its own script.',
        answers: { 201: contactCard },
        errors: ['INVALID_CONTACT', 'UNKNOWN_EMPLOYEE'],
      }),
      check('json', newContact),
      async (c) => {
        const given = c.req.valid('json');
        const { phones = [], emails = [] } = await inE164(given);
        if (given.managerId !== null && !(await isActive(pool, given.managerId)))
          throw new ApiError('UNKNOWN_EMPLOYEE', [{ path: 'managerId' }]);
        const added = await insertContact(pool, { ...given, phones, emails });
        deps.notifier.notify('routing');
        await audit(pool, {
          kind: 'contact_added',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { contact: added.id },
        });
        return c.json(await withDuplicates(added), 201);
      },
    )
    .get(
      '/managers',
      allow('signed_in', deps),
      describe({
        tag: 'Contacts',
        summary: "Who may be a contact's personal manager",
        answers: { 200: listOf(person) },
      }),
      async (c) => c.json(asWholeList(await listActive(pool))),
    )
    .get(
      '/segments',
      allow('signed_in', deps),
      describe({ tag: 'Contacts', summary: 'Segments in use', answers: { 200: listOf(z.string()) } }),
      async (c) => c.json(asWholeList(await listSegments(pool))),
    )
    .get(
      '/:id',
      allow('signed_in', deps),
      describe({
        tag: 'Contacts',
        summary: 'One contact',
        answers: { 200: contactCard },
        errors: ['NOT_FOUND'],
      }),
      check('param', path),
      async (c) => {
        const found = await findContact(pool, c.req.valid('param').id);
        if (!found) throw new ApiError('NOT_FOUND');
        return c.json(await withDuplicates(found));
      },
    )
    .put(
      '/:id',
      allow('writer', deps),
      describe({
        tag: 'Contacts',
        summary: 'Change a contact',
        description: 'What is not given stays as it is; a list that is given takes the place of the one before.',
        answers: { 200: contactCard },
        errors: ['NOT_FOUND', 'INVALID_CONTACT', 'UNKNOWN_EMPLOYEE', 'NOTHING_TO_CHANGE'],
      }),
      check('param', path),
      check('json', contactChange),
      async (c) => {
        const { id } = c.req.valid('param');
        const given = c.req.valid('json');
        const known = await findContact(pool, id);
        if (!known) throw new ApiError('NOT_FOUND');
        const parts = await inE164(given);
        // Who has left meanwhile may stay; nobody new who has left.
        const isNew = given.managerId && given.managerId !== known.manager?.id;
        if (isNew && !(await isActive(pool, given.managerId ?? '')))
          throw new ApiError('UNKNOWN_EMPLOYEE', [{ path: 'managerId' }]);
        const changed = await updateContact(pool, id, { ...given, ...parts });
        if (!changed) throw new ApiError('NOT_FOUND');
        if (!changed.changed) return c.json(await withDuplicates(changed.row));
        deps.notifier.notify('change', 'routing');
        await audit(pool, {
          kind: 'contact_changed',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { contact: id, changed: Object.keys(given) },
        });
        return c.json(await withDuplicates(changed.row));
      },
    );
};

const place = z.object({ key: plainText, id: z.uuid() });

function placeOf(cursor: string | undefined): { name: string; id: string } | null {
  const read = readCursor(cursor);
  if (!read) return null;
  const found = place.safeParse('last' in read ? read.last : null);
  if (!found.success) throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return { name: found.data.key, id: found.data.id };
}
