import { client } from './client.ts';
import { done, type PageQuery, type Range, result, words } from './request.ts';
import type { Employee, PresenceMode } from './types.ts';

const { employees, leaves, me, operators, presence, teams } = client.api;

export const employeesApi = {
  list: (query: PageQuery) => result(employees.$get({ query: words(query) })),
  create: (json: EmployeeForm) => result(employees.$post({ json })),
  update: (id: string, json: Partial<Omit<EmployeeForm, 'email'>> & { active?: boolean }) =>
    result(employees[':id'].$put({ param: { id }, json })),
  entry: (id: string) => result(employees[':id'].entry.$get({ param: { id } })),
  endEntry: (id: string) => done(employees[':id'].entry.$delete({ param: { id } })),
  endSession: (id: string, sessionId: string) =>
    done(employees[':id'].sessions[':sessionId'].$delete({ param: { id, sessionId } })),
  endToken: (id: string, tokenId: string) =>
    done(employees[':id'].tokens[':tokenId'].$delete({ param: { id, tokenId } })),
};

export const presenceApi = {
  list: () => result(presence.$get()),
  ofAll: (range: Range) => result(presence.spans.$get({ query: range })),
  beat: (tab: string, active: boolean) => result(me.presence.$put({ json: { tab, active } })),
  setMode: (mode: PresenceMode) => result(me.presence.mode.$put({ json: { mode } })),
  /** Goes out even while the page is being closed. */
  close: (tab: string) => done(me.presence[':tab'].$delete({ param: { tab } }, { init: { keepalive: true } })),
};

export const operatorsApi = { list: () => result(operators.$get()) };

export const leavesApi = {
  list: (range: Range) => result(leaves.$get({ query: range })),
  add: (json: Range & { employeeId: string; note: string }) => result(leaves.$post({ json })),
  remove: (id: string) => done(leaves[':id'].$delete({ param: { id } })),
};

export const teamsApi = {
  list: () => result(teams.$get()),
  add: (json: TeamForm) => result(teams.$post({ json })),
  update: (id: string, json: TeamForm) => result(teams[':id'].$put({ param: { id }, json })),
  remove: (id: string) => done(teams[':id'].$delete({ param: { id } })),
};

type TeamForm = { name: string; employeeIds: string[] };
export type EmployeeForm = Pick<
  Employee,
  'name' | 'email' | 'roles' | 'pageIds' | 'languages' | 'skills' | 'capacity'
> & {
  password: string;
};
