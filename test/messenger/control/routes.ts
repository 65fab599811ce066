import { Hono } from 'hono';
import { z } from 'zod';
import { GraphError } from '../graph/error.ts';
import type { Parts } from '../messenger.ts';
import { NotThere } from '../person/not-there.ts';
import { addActions, addPeople } from './acting-routes.ts';
import { addSeen } from './seeing-routes.ts';
import { addSettings } from './setting-routes.ts';

/** The control surface over HTTP; each route is the method of the same name. */
export function createControlRoutes({ control }: Parts) {
  const routes = new Hono();
  // A foreign web page cannot send this type without asking first, and nobody answers such a question here.
  routes.use('*', async (c, next) => {
    const type = c.req.header('content-type') ?? '';
    if (c.req.method !== 'GET' && !/^(application\/json|application\/octet-stream)/.test(type))
      return c.json({ error: 'send JSON' }, 415);
    return next();
  });
  routes.onError((error, c) => {
    if (error instanceof NotThere) return c.json({ error: error.message }, 404);
    if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof GraphError)
      return c.json({ error: error.message }, 400);
    throw error;
  });
  for (const add of [addPeople, addActions, addSettings, addSeen]) add(routes, control);
  return routes;
}
