import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { countSections } from '#db/chats/listing/section-counts.ts';
import {
  type InboxFilter,
  type InSection,
  listSection,
  type SectionPlace,
  SECTIONS,
} from '#db/chats/listing/section.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { inboxFilter, sectionQuery } from './filter.ts';
import { operations } from './operations.ts';
import { toChat } from './schema.ts';
import { sectionName } from './section-schema.ts';

const path = z.object({ section: sectionName });

/** The inbox of whoever asks, in its sections. */
export const sections = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/sections',
      allow('signed_in', deps),
      describe(operations.countSections),
      inLine('list'),
      check('query', inboxFilter),
      async (c) => {
        const { waitsForMe, ...counts } = await countSections(deps.database.pool, filterOf(c, c.req.valid('query')));
        return c.json({ sections: SECTIONS.map((name) => ({ name, count: counts[name] })), waitsForMe });
      },
    )
    .get(
      '/sections/:section',
      allow('signed_in', deps),
      describe(operations.listSection),
      inLine('list'),
      check('param', path),
      check('query', sectionQuery),
      async (c) => {
        const { pageSize, cursor, ...query } = c.req.valid('query');
        // One more than is told says whether there is more.
        const asked = { section: c.req.valid('param').section, after: placeOf(cursor), limit: pageSize + 1 };
        const found = await listSection(deps.database.pool, filterOf(c, query), asked);
        const rows = found.slice(0, pageSize);
        return c.json({ items: rows.map(toChat), next: found.length > pageSize ? nextOf(rows) : null });
      },
    );

function filterOf(c: Context<ApiEnv>, { pageId, status }: z.infer<typeof inboxFilter>): InboxFilter {
  const signed = me(c);
  return {
    employeeId: signed.employee.id,
    viewer: viewerOf(signed),
    pageId: pageId ?? null,
    status: status ? [status] : [],
  };
}

const KEY = /^([wr])(-?\d{1,16})$/;

/** `w` and the moment, where it ended among those that wait; else `r`. */
function nextOf(rows: InSection[]): string | null {
  const last = rows.at(-1);
  return last ? writeCursor({ last: { key: `${last.waits ? 'w' : 'r'}${last.key}`, id: String(last.number) } }) : null;
}

function placeOf(text: string | undefined): SectionPlace | null {
  const cursor = readCursor(text);
  if (!cursor) return null;
  const [, kind, key] = ('last' in cursor && KEY.exec(cursor.last.key ?? '')) || [];
  const number = 'last' in cursor && /^\d{1,9}$/.test(cursor.last.id) ? Number(cursor.last.id) : NaN;
  if (key === undefined || Math.abs(Number(key)) > KEY_MAX || Number.isNaN(number))
    throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return { waits: kind === 'w', key, number };
}

/** Microseconds: some two hundred years on either side of 1970. */
const KEY_MAX = 8e15;
