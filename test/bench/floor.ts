import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Stack } from '#test/faults/rig/stack.ts';
import { type Finding, median } from './report/row.ts';

const TIMES = 200;
const WARM = 20;

/** What this machine needs for the least there is: milliseconds, medians. What a run is read by. */
export async function measureFloor({ folder, env }: Stack): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  await client.query('create table if not exists bare_floor (at timestamptz)');
  const select = await each(() => client.query('select 1'));
  const commit = await each(() => client.query('insert into bare_floor values (now())'));
  await client.end();
  const sync = await synced(join(folder, 'floor'));
  const hash = await each(() => Promise.resolve(hashed()));
  const floor = (name: string, figure: number): Finding => ({ name: `floor: ${name}`, unit: 'ms', figure });
  return [
    floor('select 1', select),
    floor('a row committed', commit),
    floor('8 kB written and synced', sync),
    floor('a megabyte hashed', hash),
  ];
}

async function each(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < WARM + TIMES; count += 1) {
    const since = performance.now();
    await work();
    if (count >= WARM) times.push(performance.now() - since);
  }
  return median(times);
}

async function synced(file: string): Promise<number> {
  const open = openSync(file, 'w');
  const page = Buffer.alloc(8_192);
  const figure = await each(async () => {
    writeSync(open, page);
    fdatasyncSync(open);
    return Promise.resolve();
  });
  closeSync(open);
  return figure;
}

const megabyte = Buffer.alloc(1_000_000, 'Добрий день');
const hashed = (): string => createHash('sha256').update(megabyte).digest('hex');
