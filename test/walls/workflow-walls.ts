import type { Room } from './table.ts';

/** Of the rooms of `workflows`, which see nothing of the rest of the house: a part of the table. */
export const WORKFLOW_WALLS = {
  'workflows/index.ts': {
    is: 'what a worker runs',
    sees: [
      'workflows/bulk/workflow.ts',
      'workflows/chat/workflow.ts',
      'workflows/exporting/workflow.ts',
      'workflows/leads/workflow.ts',
      'workflows/neighbour/workflow.ts',
      'workflows/importing/workflow.ts',
      'workflows/page/workflow.ts',
      'workflows/publishing/workflow.ts',
      'workflows/sending/workflow.ts',
    ],
    packages: [],
  },
  'workflows/chat': {
    is: 'what a chat decides, and its workflow',
    sees: ['workflows/settings'],
    types: ['workflows/routing/vocabulary.ts'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  'workflows/reading': {
    is: 'what a text says',
    sees: [],
    types: ['workflows/chat/vocabulary.ts'],
    packages: ['libphonenumber-js', 'zod/v4/core'],
  },
  'workflows/routing': { is: 'who gets a chat', sees: ['workflows/settings'], packages: [] },
  'workflows/settings': { is: 'what is in force', sees: [], packages: ['libphonenumber-js', 'temporal-polyfill'] },
  'workflows/golden': {
    is: 'chats replayed against other settings',
    sees: [
      'workflows/chat/decide.ts',
      'workflows/chat/vocabulary.ts',
      'workflows/reading',
      'workflows/routing',
      'workflows/settings',
    ],
    packages: [],
  },
  'workflows/checking': {
    is: 'what may be published',
    sees: ['workflows/routing', 'workflows/settings'],
    packages: ['libphonenumber-js', 'temporal-polyfill', 'zod'],
  },
  'workflows/documents': { is: 'what a document says', sees: [], packages: [] },
  'workflows/exporting': { is: 'has files written', sees: [], packages: ['@temporalio/workflow'] },
  'workflows/leads': { is: 'has a chat’s lead made', sees: [], packages: ['@temporalio/workflow'] },
  'workflows/neighbour': {
    is: 'has done what is asked of another CRM',
    sees: ['workflows/leads/interface.ts'],
    packages: ['@temporalio/workflow'],
  },
  'workflows/importing': {
    is: 'what a table says of contacts, and brings it in',
    sees: ['workflows/reading'],
    packages: ['@temporalio/workflow', 'libphonenumber-js'],
  },
  'workflows/page': {
    is: 'how a page is, which watches itself',
    sees: ['workflows/chat/interface.ts', 'workflows/chat/run/timer.ts'],
    packages: ['@temporalio/workflow'],
  },
  'workflows/sending': { is: 'brings a document into a chat', sees: [], packages: ['@temporalio/workflow'] },
  'workflows/publishing': { is: 'tells open chats of new settings', sees: [], packages: ['@temporalio/workflow'] },
  'workflows/bulk': { is: 'asks many chats for the same', sees: [], packages: ['@temporalio/workflow'] },
} as const satisfies Record<string, Room>;
