import type { Operations } from '../http/describe.ts';
import { payloads } from './wire.ts';

/** What the API's document says of these operations. */
export const operations = {
  mayLook: {
    tag: 'Codec',
    summary: "Whether one may look into Temporal's own UI",
    description: 'For the proxy in front of it, which has no log-in of its own.',
    answers: { 204: null },
  },
  decode: {
    tag: 'Codec',
    summary: 'Decrypt payloads',
    description: "Temporal's codec server protocol.",
    answers: { 200: payloads },
    errors: ['NOT_DECODABLE'],
  },
  encode: {
    tag: 'Codec',
    summary: 'Encrypt payloads',
    description: "Temporal's codec server protocol.",
    answers: { 200: payloads },
  },
} satisfies Operations;
