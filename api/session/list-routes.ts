import { Hono } from 'hono';
import { z } from 'zod';
import { listSessions } from '#db/people/sessions.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList, idText } from '../http/fields.ts';
import { endAll, endOne } from './end.ts';
import { operations } from './operations.ts';
import { toSession } from './schema.ts';

const path = z.object({ id: idText });

/** Where one's own account is logged in. */
export const sessions = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.listSessions), async (c) => {
      const { employee, sessionId } = me(c);
      const rows = await listSessions(await deps.database.orm(), employee.id);
      return c.json(asWholeList(rows.map((row) => toSession(row, sessionId))));
    })
    .delete('/', allow('signed_in', deps), describe(operations.endEverything), async (c) => {
      const { employee, sessionId } = me(c);
      await endAll(deps, employee.id, { by: employee.id, address: c.get('address'), but: sessionId });
      return c.body(null, 204);
    })
    .delete('/:id', allow('signed_in', deps), describe(operations.endSession), check('param', path), async (c) => {
      const { id: by } = me(c).employee;
      await endOne(deps, by, c.req.valid('param').id, { by, address: c.get('address') });
      return c.body(null, 204);
    });
