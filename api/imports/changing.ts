import type { Context } from 'hono';
import type { z } from 'zod';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { forgetVerdicts, setChoice } from '#db/imports/rows.ts';
import { dropImport, type HeldImport, holdImport, setLayout, setOnMatch, setState } from '#db/imports/write.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import type { importChange, rowChange } from './schema.ts';

type Change = z.infer<typeof importChange>;

/** How the file is to be read, what its columns are, and what is done where somebody is there. */
export async function changeImport(deps: ApiDeps, id: string, change: Change): Promise<void> {
  await withHeld(deps, id, async (tx, held) => {
    refuseStarted(held);
    const { onMatch, columns, encoding, delimiter, sheet } = change;
    if (onMatch) await setOnMatch(tx, id, onMatch);
    if (encoding ?? delimiter ?? sheet) {
      const { layout } = held;
      const reading = {
        encoding: encoding ?? layout.encoding,
        delimiter: delimiter ?? layout.delimiter,
        sheet: sheet ?? layout.sheet,
      };
      // Other words, other columns: they are guessed anew.
      await setLayout(tx, id, { ...layout, ...reading, heads: [], columns: [] }, 0);
      await setState(tx, id, 'reading');
    } else if (columns) {
      if (held.state !== 'ready' && held.state !== 'checking') throw new ApiError('IMPORT_NOT_READY');
      refuseOdd(columns, held);
      await setLayout(tx, id, { ...held.layout, columns });
      await forgetVerdicts(tx, id);
      await setState(tx, id, 'checking');
    }
  });
}

/** What is to be done with one row; it is judged anew. */
export async function chooseFor(deps: ApiDeps, id: string, line: number, { choice }: z.infer<typeof rowChange>) {
  await withHeld(deps, id, async (tx, held) => {
    refuseStarted(held);
    if (held.state !== 'ready' && held.state !== 'checking') throw new ApiError('IMPORT_NOT_READY');
    if (!(await setChoice(tx, id, line, choice))) throw new ApiError('NOT_FOUND');
    await setState(tx, id, 'checking');
  });
}

export async function startImport(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const started = await withHeld(deps, id, async (tx, held) => {
    if (held.state === 'ready') await setState(tx, id, 'running');
    else if (!STARTED.has(held.state)) throw new ApiError('IMPORT_NOT_READY');
    return held.state === 'ready';
  });
  if (started) await note(deps, c, 'import_started', { import: id });
}

/** One that was not started goes; one that runs is stopped; what one has brought in is taken back. */
export async function removeImport(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const was = await withHeld(deps, id, async (tx, { state }) => {
    if (!STARTED.has(state)) await dropImport(tx, id);
    else if (state === 'running') await setState(tx, id, 'cancelled');
    else if (state === 'done' || state === 'cancelled') await setState(tx, id, 'undoing');
    return state;
  });
  if (was !== 'undoing' && was !== 'undone') await note(deps, c, 'import_removed', { import: id, was });
}

const STARTED = new Set<HeldImport['state']>(['running', 'done', 'cancelled', 'undoing', 'undone']);

function refuseStarted({ state }: HeldImport): void {
  if (STARTED.has(state)) throw new ApiError('IMPORT_STARTED');
}

async function withHeld<T>(deps: ApiDeps, id: string, work: (tx: Sql, held: HeldImport) => Promise<T>): Promise<T> {
  const done = await inTransaction(deps.database.pool, async (tx) => {
    const held = await holdImport(tx, id);
    if (!held) throw new ApiError('NOT_FOUND');
    return work(tx, held);
  });
  deps.notifier.notify('imports');
  return done;
}

function refuseOdd(columns: NonNullable<Change['columns']>, { layout }: HeldImport): void {
  const single = columns.filter((field) => field !== null && field !== 'phone' && field !== 'email');
  if (columns.length !== layout.columns.length || new Set(single).size < single.length)
    throw new ApiError('INVALID_COLUMNS');
}
