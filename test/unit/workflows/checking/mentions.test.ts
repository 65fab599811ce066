import { expect, test } from 'vitest';
import { mentionsIn, missingFaults } from '#workflows/checking/mentions.ts';

const FILE = '00000000-0000-4000-8000-000000000001';
const patch = {
  attachments: { waiting: { fileId: FILE, name: 'a.pdf' }, finished: { fileId: 'none' }, contactThanks: null },
  routing: [{ who: { teamIds: ['sales'], employeeIds: ['olena', 7] }, when: { pageIds: ['shop'] } }, 'no rule'],
  leadSourceId: 'site',
  escalation: [
    { to: 'next', id: null },
    { to: 'team', id: 'logistics' },
    { to: 'person', id: 'taras' },
  ],
  orderSourceId: 'site',
  documentCompanyId: 'dim',
};

test('what settings name by an id is found with its place; what is no id is a fault without asking', () => {
  expect(mentionsIn(patch)).toEqual([
    { kind: 'file', path: 'attachments.waiting.fileId', id: FILE },
    { kind: 'source', path: 'leadSourceId', id: 'site' },
    { kind: 'team', path: 'routing.0.who.teamIds.0', id: 'sales' },
    { kind: 'person', path: 'routing.0.who.employeeIds.0', id: 'olena' },
    { kind: 'page', path: 'routing.0.when.pageIds.0', id: 'shop' },
    { kind: 'team', path: 'escalation.1.id', id: 'logistics' },
    { kind: 'person', path: 'escalation.2.id', id: 'taras' },
    { kind: 'orderSource', path: 'orderSourceId', id: 'site' },
    { kind: 'company', path: 'documentCompanyId', id: 'dim' },
  ]);
  for (const nothing of [{}, { routing: null, escalation: 'x', attachments: [] }])
    expect(mentionsIn(nothing)).toEqual([]);
});

test('those that are not there are faults, each with its code', () => {
  const none = new Set<string>();
  const known = {
    file: none,
    team: new Set(['sales']),
    person: new Set(['olena', 'taras']),
    page: none,
    source: none,
    orderSource: none,
    company: none,
  };
  expect(missingFaults(mentionsIn(patch), known)).toEqual([
    { path: 'attachments.waiting.fileId', code: 'UNKNOWN_FILE' },
    { path: 'leadSourceId', code: 'UNKNOWN_SOURCE' },
    { path: 'routing.0.when.pageIds.0', code: 'UNKNOWN_PAGE' },
    { path: 'escalation.1.id', code: 'UNKNOWN_TEAM' },
    { path: 'orderSourceId', code: 'UNKNOWN_ORDER_SOURCE' },
    { path: 'documentCompanyId', code: 'UNKNOWN_COMPANY' },
  ]);
});
