import type { MiddlewareHandler } from 'hono';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { allow as allowAnywhere } from './allow.ts';
import type { Rule } from './rules.ts';

const IN_CRM = { signed_in: 'crm_reader', writer: 'crm_writer', admin: 'admin' } as const satisfies {
  [rule: string]: Rule;
};

/**
 * `allow` of the rooms of the company's clients, their records and papers: to be logged in is not enough there, one was
 * given a page. A route that is new in such a room has it by itself.
 */
export const allow = (rule: keyof typeof IN_CRM, deps: ApiDeps): MiddlewareHandler<ApiEnv> =>
  allowAnywhere(IN_CRM[rule], deps);
