import type { Context, MiddlewareHandler } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import type { z } from 'zod';
import type { ErrorCode } from '../errors/codes.ts';
import { ApiError } from '../errors/error.ts';
import type { Refusal } from './fields.ts';

/** What the document says of an operation. */
interface Operation {
  summary: string;
  /** Shapes, units and what a caller should know; in pieces where it is long. */
  description?: string | readonly string[];
  tag: string;
  /** What it takes in place of JSON. */
  takes?: string;
  /** What it gives in place of JSON. */
  gives?: string;
  answers: Record<number, z.ZodType | null>;
  /** What the handler refuses by itself; what its rule, its line and its checks refuse follows from them. */
  errors?: readonly ErrorCode[];
}

/** Those of a noun, by what its routes do. */
export type Operations = Record<string, Operation>;

const JSON_TYPE = 'application/json';

/** Puts an operation into the OpenAPI document. */
export function describe({
  summary,
  description,
  tag,
  takes,
  gives = JSON_TYPE,
  answers,
  errors = [],
}: Operation): MiddlewareHandler {
  const good = Object.entries(answers).map(([status, schema]) => [
    status,
    schema ? { description: summary, content: { [gives]: { schema: resolver(schema) } } } : { description: summary },
  ]);
  return describeRoute({
    summary,
    ...(description ? { description: [description].flat().join(' ') } : {}),
    tags: [tag],
    ...(takes
      ? { requestBody: { required: true, content: { [takes]: { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    responses: Object.fromEntries(good) as Record<string, { description: string }>,
    // The document says of each code with which status it comes (`reference/document.ts`).
    ['x-codes' as string]: errors,
  });
}

const CHECK = Symbol('check');

/** Whether this middleware checks a part of the request, and may find it bad. */
export function isCheck(handler: unknown): boolean {
  return (handler as { [CHECK]?: true })[CHECK] === true;
}

/** Checks a part of the request; faults are named with their paths. */
export const check = <T extends 'json' | 'query' | 'param' | 'header', S extends z.ZodType>(target: T, schema: S) => {
  const middleware = validator(target, schema, (result, c) => {
    // Without a body the library checks an empty object: nobody asked for that.
    if (target === 'json' && !isJson(c)) throw new ApiError('BAD_REQUEST', [{ path: '', message: 'a body is needed' }]);
    if (!result.success) throw new ApiError(codeOf(result.error), result.error.map(faultOf));
  });
  Object.assign(middleware, { [CHECK]: true });
  return middleware;
};

function isJson(c: Context): boolean {
  return /^application\/json\b/.test(c.req.header('content-type') ?? '');
}

/** What has the shape that the document tells, and is refused for what it says, has a code of its own. */
function codeOf(issues: readonly object[]): ErrorCode {
  const codes = issues.map((issue) => ('params' in issue ? (issue.params as Partial<Refusal>).refusedAs : undefined));
  return codes.every((code) => code !== undefined) ? (codes[0] ?? 'BAD_REQUEST') : 'BAD_REQUEST';
}

function faultOf(issue: { message: string; path?: readonly unknown[] | undefined }) {
  const path = (issue.path ?? []).map((step) =>
    String(typeof step === 'object' && step !== null && 'key' in step ? step.key : step),
  );
  return { path: path.join('.'), message: issue.message };
}
