import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { employeeSchema } from './schema.ts';
import { teamSchema } from './team-schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  listEmployees: {
    tag: 'Employees',
    summary: 'All employees',
    answers: { 200: listOf(employeeSchema) },
  },
  addEmployee: {
    tag: 'Employees',
    summary: 'Add an employee',
    answers: { 201: employeeSchema },
    errors: ['ALREADY_EXISTS', 'WEAK_PASSWORD', 'LOG_IN_NEEDED'],
  },
  changeEmployee: {
    tag: 'Employees',
    summary: 'Change an employee',
    description: [
      'A new password or a deactivation ends their sessions and tokens at once. The last admin stays one.',
      'What is so already is no change.',
      'Passwords, roles and activation are changed by a person who logged in, not by a token.',
    ],
    answers: { 200: employeeSchema },
    errors: ['NOT_FOUND', 'NOTHING_TO_CHANGE', 'WEAK_PASSWORD', 'LOG_IN_NEEDED'],
  },
  listTeams: {
    tag: 'Teams',
    summary: 'All teams with their members',
    answers: { 200: listOf(teamSchema) },
  },
  addTeam: {
    tag: 'Teams',
    summary: 'Add a team',
    answers: { 201: teamSchema },
    errors: ['ALREADY_EXISTS'],
  },
  changeTeam: {
    tag: 'Teams',
    summary: 'Rename a team, and say who is in it',
    answers: { 200: teamSchema },
    errors: ['NOT_FOUND', 'ALREADY_EXISTS'],
  },
  removeTeam: {
    tag: 'Teams',
    summary: 'Remove a team; its members stay',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
