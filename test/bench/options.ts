import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filledMeasures, measures } from './measures.ts';
import type { Chosen } from './run.ts';
import { quick, type Scale, whole } from './scale.ts';

export interface Options {
  scale: Scale;
  chosen: Chosen;
  /** Where the data are kept from one run to the next. */
  folder: string | undefined;
  /** Where the run is kept. */
  json: string | undefined;
  /** Whether the figures of docs/performance.md become those of this run. */
  writesDocs: boolean;
  /** A kept run of before. */
  compare: string | undefined;
  /** A kept run of after: nothing is measured, both are only compared. */
  after: string | undefined;
}

const all = [...measures, ...filledMeasures];

const USAGE = `npm run bench -- [options]
  --quick            less of everything, in about a minute
  --only a,b         only these: ${all.map(({ name }) => name).join(', ')}
  --rounds 3         so many rounds; figures are their medians
  --fill 10000,…     with so many chats, one after the other
  --folder DIR       keeps the data there for the next run: a million chats are filled once
  --json FILE        keeps the run
  --write-docs       writes its figures into docs/performance.md
  --compare FILE     prints what became of a kept run's figures
  --after FILE       with --compare: compares two kept runs and measures nothing`;

export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: text,
      rounds: text,
      fill: text,
      folder: text,
      json: text,
      'write-docs': { type: 'boolean', default: false },
      compare: text,
      after: text,
    },
  });
  if (values.help) throw new Error(USAGE);
  const scale = values.quick ? quick : whole;
  return {
    scale: {
      ...scale,
      rounds: values.rounds === undefined ? scale.rounds : Number(values.rounds),
      fills: values.fill === undefined ? scale.fills : values.fill.split(',').map(Number),
    },
    chosen: chosenOf(values.only, values.quick),
    folder: values.folder && resolve(values.folder),
    json: values.json,
    writesDocs: values['write-docs'],
    compare: values.compare,
    after: values.after,
  };
}

function chosenOf(only: string | undefined, isQuick: boolean): Chosen {
  const names = only?.split(',').map((name) => name.trim());
  const unknown = names?.filter((name) => !all.some((measure) => measure.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no measure "${unknown.join('", "')}"\n${USAGE}`);
  const isChosen = ({ name, isLong }: { name: string; isLong?: boolean }): boolean =>
    names ? names.includes(name) : !(isQuick && isLong);
  return { measures: measures.filter(isChosen), filled: filledMeasures.filter(isChosen) };
}
