import { WORKFLOW_WALLS } from './workflow-walls.ts';

/** What stands behind a wall, and what it sees of the rest of the house. A room always sees itself. */
export interface Room {
  /** What it is, in the words of the picture. */
  is: string;
  /** Rooms, or files of rooms, that it may import; `everything` for what checks the house. */
  sees: readonly string[] | 'everything';
  /** What it may name only by `import type`. */
  types?: readonly string[];
  /** The packages it may import, `node:` included; without a list any. */
  packages?: readonly string[];
  /** SQL is written here. */
  hasSql?: true;
}

/**
 * The walls of the house: each room and what it may see. What is not written here is forbidden, a line that nobody uses
 * is taken out, and the picture in ARCHITECTURE.md is drawn from it (`node test/walls/draw.ts`). A file that is named
 * here is a room of its own.
 */
export const WALLS = {
  ...WORKFLOW_WALLS,

  db: {
    is: 'the memory',
    sees: [
      'platform/store',
      'workflows/chat/vocabulary.ts',
      'workflows/checking',
      'workflows/documents',
      'workflows/golden',
      'workflows/reading/layouts.ts',
      'workflows/routing',
      'workflows/settings',
    ],
    types: ['workflows/chat/needs.ts', 'workflows/importing/vocabulary.ts', 'workflows/page/vocabulary.ts'],
    hasSql: true,
  },
  'db/migrations/migrate.ts': { is: 'a process', sees: ['config.ts', 'db'] },
  'db/demo/seed.ts': { is: 'a process', sees: ['config.ts', 'db', 'platform'], hasSql: true },
  'db/fill/fill.ts': { is: 'a process', sees: ['config.ts', 'db', 'platform'] },
  'db/troubles/notice.ts': { is: 'a process', sees: ['config.ts', 'db'] },

  platform: { is: 'log, keys, the way to Temporal', sees: [] },
  'platform/store': { is: 'where files stand', sees: [] },
  'platform/typesetting': { is: 'sets documents on pages', sees: [], types: ['workflows/documents'] },
  'platform/step-back.ts': { is: 'lets others go first', sees: [], packages: ['node:fs', 'node:os'] },

  activities: {
    is: 'the hands',
    sees: [
      'activities/telling',
      'db',
      'platform',
      'platform/store',
      'platform/typesetting',
      'workflows/chat/interface.ts',
      'workflows/checking',
      'workflows/exporting/interface.ts',
      'workflows/leads/interface.ts',
      'workflows/importing',
      'workflows/neighbour/interface.ts',
      'workflows/page/fields.ts',
      'workflows/page/interface.ts',
      'workflows/page/usual.ts',
      'workflows/settings',
    ],
    types: [
      'workflows/bulk/needs.ts',
      'workflows/chat/needs.ts',
      'workflows/chat/vocabulary.ts',
      'workflows/exporting/needs.ts',
      'workflows/leads/needs.ts',
      'workflows/leads/workflow.ts',
      'workflows/neighbour/needs.ts',
      'workflows/neighbour/workflow.ts',
      'workflows/page/needs.ts',
      'workflows/page/vocabulary.ts',
      'workflows/page/workflow.ts',
      'workflows/publishing/needs.ts',
      'workflows/sending/needs.ts',
    ],
  },
  'activities/telling': {
    is: 'how a chat is told',
    sees: ['workflows/chat/interface.ts', 'workflows/chat/search-attributes.ts'],
    types: ['workflows/chat/needs.ts', 'workflows/chat/vocabulary.ts', 'workflows/chat/workflow.ts'],
    packages: ['@temporalio/client', '@temporalio/common'],
  },
  'activities/worker.ts': {
    is: 'a process',
    sees: ['activities', 'config.ts', 'db', 'platform', 'platform/step-back.ts'],
  },

  api: {
    is: 'the door',
    sees: [
      'activities/analytics/event.ts',
      'activities/analytics/measurement.ts',
      'activities/crm/call.ts',
      'activities/crm/http.ts',
      'activities/crm/in-force.ts',
      'activities/facebook/application.ts',
      'activities/facebook/check.ts',
      'activities/facebook/scopes.ts',
      'activities/facebook/settings.ts',
      'activities/files/hosts.ts',
      'activities/hooks/body.ts',
      'activities/hooks/post.ts',
      'activities/hooks/sign.ts',
      'activities/messenger/graph.ts',
      'activities/telling',
      'db',
      'platform',
      'platform/store',
      'platform/typesetting',
      'workflows/bulk/interface.ts',
      'workflows/chat/interface.ts',
      'workflows/chat/vocabulary.ts',
      'workflows/checking',
      'workflows/documents',
      'workflows/exporting/interface.ts',
      'workflows/importing/interface.ts',
      'workflows/importing/vocabulary.ts',
      'workflows/page/health.ts',
      'workflows/page/interface.ts',
      'workflows/page/usual.ts',
      'workflows/page/vocabulary.ts',
      'workflows/publishing/interface.ts',
      'workflows/reading/codes.ts',
      'workflows/reading/contact.ts',
      'workflows/reading/fold.ts',
      'workflows/reading/found.ts',
      'workflows/reading/layouts.ts',
      'workflows/routing',
      'workflows/sending/interface.ts',
      'workflows/settings',
    ],
    types: [
      'workflows/bulk/workflow.ts',
      'workflows/exporting/workflow.ts',
      'workflows/importing/workflow.ts',
      'workflows/publishing/workflow.ts',
      'workflows/sending/workflow.ts',
    ],
  },
  'api/server.ts': {
    is: 'a process',
    sees: [
      'activities/analytics/measurement.ts',
      'activities/facebook/settings.ts',
      'activities/files/hosts.ts',
      'api',
      'config.ts',
      'db',
      'platform',
    ],
  },

  web: {
    is: 'the desk',
    sees: [
      'workflows/chat/vocabulary/basic.ts',
      'workflows/documents/arithmetic.ts',
      'workflows/documents/body.ts',
      'workflows/documents/money.ts',
      'workflows/documents/number-format.ts',
      'workflows/reading/codes.ts',
      'workflows/reading/fold.ts',
      'workflows/reading/found.ts',
      'workflows/reading/layouts.ts',
      'workflows/settings/layers.ts',
      'workflows/settings/own.ts',
      'workflows/settings/variables.ts',
      'workflows/settings/vocabulary.ts',
    ],
    types: ['api/app.ts', 'workflows/chat/decisions.ts'],
  },
  'config.ts': { is: 'reads the environment', sees: ['platform'], types: ['platform/store'] },
  start: { is: 'starts the processes', sees: ['config.ts', 'platform/step-back.ts'], hasSql: true },
  'start/stories': {
    is: "tells the demo's stories",
    sees: ['config.ts', 'db/connection/database.ts', 'db/demo/standing.ts'],
  },
  'vitest.config.ts': { is: 'how tests run', sees: ['test/ground/longest-first.ts'] },
  test: { is: 'checks the house', sees: 'everything', hasSql: true },
} as const satisfies Record<string, Room>;

export type RoomName = keyof typeof WALLS;

export const ROOMS = Object.keys(WALLS) as RoomName[];
