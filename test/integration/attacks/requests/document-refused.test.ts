import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unfitting } from '../../support/from-schema.ts';
import {
  api,
  operations,
  people,
  name,
  known,
  SEED,
  requestOf,
  send,
  untold,
  setUpDocument,
} from './document-stage.ts';

setUpDocument();

describe('Y01, Y03: what the document does not allow', () => {
  test('is refused, and never by an error of ours: other types, numbers too wide, what is missing', async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ requestBody }) => requestBody?.content['application/json'])) {
      const requests = requestOf(operation, (schema) => unfitting(schema, known));
      for (const request of fc.sample(requests, { seed: SEED, numRuns: 8 })) {
        const answer = await send(people.iryna, operation, request);
        const fault = answer.status < 400 || answer.status >= 500 ? 'accepted' : untold(operation, answer);
        if (fault) wrong.push(`${name(operation)} ${JSON.stringify(request).slice(0, 600)}: ${answer.status} ${fault}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(['1e999', '9007199254740990', '2147483648', '-2147483649', '99999999999999999999', '1.5', 'NaN'])(
    'Y01: %s is refused by every number of a path and a query, and breaks nothing',
    async (text) => {
      const wrong: string[] = [];
      for (const operation of operations)
        for (const { name: parameter, in: where, schema } of operation.parameters ?? []) {
          if (schema.type !== 'integer') continue;
          const path = operation.path.replace(/\{(\w+)\}/g, (_, one: string) =>
            one === parameter ? text : one === 'number' ? '1' : api.pages.dim.id,
          );
          const asked = where === 'query' ? `${path}?${parameter}=${text}` : path;
          const { status } = await send(people.iryna, operation, {
            path: asked,
            headers: { 'content-type': 'application/json' },
            body: operation.requestBody ? '{}' : undefined,
          });
          if (status < 400 || status >= 500) wrong.push(`${name(operation)} ${asked}: ${status}`);
        }
      expect(wrong).toEqual([]);
    },
  );
});
