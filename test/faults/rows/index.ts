import { acrossDeadlines } from './across.ts';
import type { Row } from './row.ts';
import { d01 } from './d01.ts';
import { i10 } from './i10.ts';
import { i7 } from './i7.ts';
import { x01 } from './x01.ts';
import { x02 } from './x02.ts';
import { x03 } from './x03.ts';
import { x04 } from './x04.ts';
import { x05 } from './x05.ts';
import { x06 } from './x06.ts';
import { x07 } from './x07.ts';
import { x08 } from './x08.ts';
import { x11 } from './x11.ts';
import { x13 } from './x13.ts';
import { x14 } from './x14.ts';
import { x15 } from './x15.ts';
import { x16 } from './x16.ts';
import { x17 } from './x17.ts';
import { x18 } from './x18.ts';
import { x19 } from './x19.ts';
import { x20 } from './x20.ts';
import { x21 } from './x21.ts';
import { x09 } from './x09.ts';
import { x10 } from './x10.ts';
import { x12 } from './x12.ts';
import { x23 } from './x23.ts';
import { x24 } from './x24.ts';
import { x25 } from './x25.ts';
import { x27 } from './x27.ts';
import { x28 } from './x28.ts';
import { x29 } from './x29.ts';
import { x30 } from './x30.ts';
import { x31 } from './x31.ts';
import { x32 } from './x32.ts';
import { x34 } from './x34.ts';
import { x38 } from './x38.ts';
import { x33 } from './x33.ts';
import { x33e } from './x33e.ts';
import { x36 } from './x36.ts';
import { x39 } from './x39.ts';
import { y15 } from './y15.ts';

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
  x16,
  x17,
  x18,
  x19,
  x20,
  x21,
  x23,
  x24,
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
  acrossDeadlines('T02', 'worker', 'the worker'),
  acrossDeadlines('T04', 'temporal', 'the engine'),
  acrossDeadlines('T07', 'postgres', 'the database'),
  x30,
];
