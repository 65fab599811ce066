import { Hono } from 'hono';
import { findAlertChoice, keepAlertChoice, markAlertRead, markAlertsRead } from '#db/alerts/choice.ts';
import { listAlerts } from '#db/alerts/list.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { alertChoice, alertPath, readUntil, toAlerts } from './schema.ts';

/** What happened to a person while they were busy or away, and of what they want to hear. */
export const alerts = (deps: ApiDeps) => {
  const { pool } = deps.database;
  return new Hono<ApiEnv>()
    .get('/alerts', allow('writer', deps), describe(operations.list), async (c) => {
      const signed = me(c);
      const { id } = signed.employee;
      const [rows, kept] = await Promise.all([listAlerts(pool, id, viewerOf(signed)), findAlertChoice(pool, id)]);
      return c.json(toAlerts(rows, kept));
    })
    .put('/alerts/read', allow('writer', deps), describe(operations.markRead), check('json', readUntil), async (c) => {
      await markAlertsRead(pool, me(c).employee.id, new Date(c.req.valid('json').until));
      return c.body(null, 204);
    })
    .put(
      '/alerts/:id/read',
      allow('writer', deps),
      describe(operations.markOneRead),
      check('param', alertPath),
      check('json', readUntil),
      async (c) => {
        const until = new Date(c.req.valid('json').until);
        await markAlertRead(pool, me(c).employee.id, c.req.valid('param').id, until);
        return c.body(null, 204);
      },
    )
    .put(
      '/alerts/choice',
      allow('writer', deps),
      describe(operations.choose),
      check('json', alertChoice),
      async (c) => {
        const choice = c.req.valid('json');
        await keepAlertChoice(pool, me(c).employee.id, choice);
        return c.json(choice);
      },
    );
};
