import type { MiddlewareHandler } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import type { z } from 'zod';
import { ApiError, type ErrorCode } from './errors.ts';

interface Operation {
  summary: string;
  /** Shapes, units and what a caller should know. */
  description?: string;
  tag: string;
  /** What it takes in place of JSON. */
  takes?: string;
  answers: Record<number, z.ZodType | null>;
  errors?: ErrorCode[];
}

/** One operation of the OpenAPI document. */
export function describe({ summary, description, tag, takes, answers, errors = [] }: Operation): MiddlewareHandler {
  const good = Object.entries(answers).map(([status, schema]) => [
    status,
    schema
      ? { description: summary, content: { 'application/json': { schema: resolver(schema) } } }
      : { description: summary },
  ]);
  return describeRoute({
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    ...(takes
      ? { requestBody: { required: true, content: { [takes]: { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    responses: Object.fromEntries(good) as Record<string, { description: string }>,
    // The document says of each code with which status it comes (`reference/document.ts`).
    ['x-codes' as string]: errors,
  });
}

/** Checks a part of the request; faults are named with their paths. */
export const check = <T extends 'json' | 'query' | 'param' | 'header', S extends z.ZodType>(target: T, schema: S) =>
  validator(target, schema, (result) => {
    if (!result.success) throw new ApiError('BAD_REQUEST', result.error.map(faultOf));
  });

function faultOf(issue: { message: string; path?: readonly unknown[] | undefined }) {
  const path = (issue.path ?? []).map((step) =>
    String(typeof step === 'object' && step !== null && 'key' in step ? step.key : step),
  );
  return { path: path.join('.'), message: issue.message };
}
