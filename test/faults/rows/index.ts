import { acrossDeadlines } from './processes/across.ts';
import type { Row } from './row.ts';
import { d01 } from './processes/d01.ts';
import { d02 } from './documents/d02.ts';
import { d03 } from './documents/d03.ts';
import { i10 } from './engine/i10.ts';
import { i7 } from './engine/i7.ts';
import { l01 } from './processes/l01.ts';
import { l02 } from './processes/l02.ts';
import { x01 } from './processes/x01.ts';
import { x02 } from './processes/x02.ts';
import { x03 } from './processes/x03.ts';
import { x04 } from './engine/x04.ts';
import { x05 } from './engine/x05.ts';
import { x06 } from './engine/x06.ts';
import { x07 } from './database/x07.ts';
import { x08 } from './database/x08.ts';
import { x11 } from './meta/x11.ts';
import { x13 } from './meta/x13.ts';
import { x14 } from './meta/x14.ts';
import { x15 } from './processes/x15.ts';
import { x15f } from './processes/x15f.ts';
import { x16 } from './meta/x16.ts';
import { x17 } from './meta/x17.ts';
import { x18 } from './meta/x18.ts';
import { x19 } from './webhooks/x19.ts';
import { x20 } from './webhooks/x20.ts';
import { x21 } from './webhooks/x21.ts';
import { x09 } from './database/x09.ts';
import { x10 } from './database/x10.ts';
import { x12 } from './meta/x12.ts';
import { x23 } from './webhooks/x23.ts';
import { x24 } from './meta/x24.ts';
import { x24s } from './meta/x24s.ts';
import { x25 } from './processes/x25.ts';
import { x27 } from './processes/x27.ts';
import { x28 } from './processes/x28.ts';
import { x29 } from './releases/x29.ts';
import { x30 } from './releases/x30.ts';
import { x31 } from './releases/x31.ts';
import { x32 } from './releases/x32.ts';
import { x34 } from './desk/x34.ts';
import { x38 } from './processes/x38.ts';
import { x33 } from './database/x33.ts';
import { x33e } from './engine/x33e.ts';
import { x36 } from './desk/x36.ts';
import { x39 } from './processes/x39.ts';
import { y15 } from './engine/y15.ts';

/** The fault table, in its order; the one that spoils the stack comes last. */
export const rows: Row[] = [
  x01,
  x02,
  x03,
  x04,
  x05,
  x06,
  x07,
  x08,
  x09,
  x10,
  x11,
  x12,
  x13,
  x14,
  x15,
  x15f,
  x16,
  x17,
  x18,
  x19,
  x20,
  x21,
  x23,
  x24,
  x24s,
  x25,
  x27,
  x28,
  x29,
  x31,
  x32,
  x34,
  x33,
  x33e,
  x36,
  x38,
  x39,
  i7,
  i10,
  y15,
  d01,
  d02,
  d03,
  l01,
  l02,
  acrossDeadlines('T02', 'worker', 'the worker'),
  acrossDeadlines('T04', 'temporal', 'the engine'),
  acrossDeadlines('T07', 'postgres', 'the database'),
  x30,
];
