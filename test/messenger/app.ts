import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { createControlRoutes } from './control/routes.ts';
import { createFiles } from './files.ts';
import { createGraph } from './graph/graph.ts';
import { createDialog } from './login/dialog.ts';
import type { Parts } from './messenger.ts';
import { createPage } from './page/page.ts';

/** All on one port: the person's page, the control surface, the CDN, and the Graph API for the rest. */
export function createApp(parts: Parts) {
  return new Hono<{ Bindings: HttpBindings }>()
    .route('/control', createControlRoutes(parts))
    .route('/cdn', createFiles(parts))
    .route('/', createPage())
    .route('/', createDialog(parts))
    .route('/', createGraph(parts));
}
