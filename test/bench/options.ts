import { parseArgs } from 'node:util';
import { type Measure, measures } from './measures.ts';
import { quick, type Scale, whole } from './scale.ts';

export interface Options {
  scale: Scale;
  chosen: Measure[];
  /** Where the run is kept. */
  json: string | undefined;
  /** A kept run of before. */
  compare: string | undefined;
  /** A kept run of after: nothing is measured, both are only compared. */
  after: string | undefined;
}

export const USAGE = `npm run bench -- [options]
  --quick            less of everything, under a minute
  --only a,b         only these measures: ${measures.map(({ name }) => name).join(', ')}
  --rounds 3         so many rounds; figures are their medians
  --json FILE        keeps the run
  --compare FILE     prints what became of a kept run's figures
  --after FILE       with --compare: compares two kept runs and measures nothing`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      json: { type: 'string' },
      compare: { type: 'string' },
      after: { type: 'string' },
    },
  });
  const scale = values.quick ? quick : whole;
  return {
    scale: { ...scale, rounds: values.rounds === undefined ? scale.rounds : Number(values.rounds) },
    chosen: chosenOf(values.only, values.quick),
    json: values.json,
    compare: values.compare,
    after: values.after,
  };
}

function chosenOf(only: string | undefined, isQuick: boolean): Measure[] {
  if (only === undefined) return measures.filter(({ isLong }) => !(isQuick && isLong));
  return only.split(',').map((name) => {
    const found = measures.find((measure) => measure.name === name.trim());
    if (!found) throw new Error(`there is no measure "${name}"\n${USAGE}`);
    return found;
  });
}
