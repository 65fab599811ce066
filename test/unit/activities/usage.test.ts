import { expect, test } from 'vitest';
import { usageIn } from '#activities/pages/usage.ts';

const business = (...entries: object[]) => ({ 'x-business-use-case-usage': JSON.stringify({ '1020': entries }) });

test.each([
  ['nothing is said', {}, null],
  ['the application', { 'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":31}' }, [31, 0]],
  ['in the shorter names', { 'x-app-usage': '{"call_volume":12,"cpu_time":44}' }, [44, 0]],
  ['the page', { 'x-page-usage': '{"call_count":80.4}' }, [80, 0]],
  [
    'the business: calls are not welcome for a while',
    business(
      { type: 'pages', call_count: 3 },
      { type: 'messenger', call_count: 100, estimated_time_to_regain_access: 19 },
    ),
    [100, 19],
  ],
  ['no JSON', { 'x-app-usage': 'much' }, null],
  ['another shape', { 'x-business-use-case-usage': '[]', 'x-app-usage': '7' }, null],
])('N25: what Meta says of use: %s', (_, headers, expected) => {
  const usage = usageIn(new Headers(headers));
  expect(usage && [usage.percent, usage.minutes]).toEqual(expected);
});
