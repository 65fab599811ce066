import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#test/faults/rig/stack.ts';
import { growthOf } from './growth.ts';
import { type KeptRun, parseRun } from './kept.ts';
import { median, ratioOf, type Row, verdict } from './row.ts';
import { isStep, stepsOf, WHO } from './steps.ts';
import { promise, short } from './table.ts';

/** The last run of each measure, from which the page's figures are made, and the page. */
const KEPT = join(root, 'docs', 'performance.json');
export const PAGE = join(root, 'docs', 'performance.md');
const FROM = '<!-- figures: written by npm run bench -- --write-docs -->';
const TO = '<!-- end of figures -->';

type Sections = Record<string, KeptRun>;

/** Puts what was measured in the place of what the page said of it; other measures stay as they were. */
export function writeDocs(run: KeptRun): void {
  const sections = readSections();
  const measured = Object.groupBy(run.rows, ({ section }) => section);
  for (const [section, rows = []] of Object.entries(measured)) sections[section] = { ...run, rows };
  writeFileSync(KEPT, JSON.stringify(sections));
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = page.split(FROM);
  const [, after = ''] = rest.split(TO);
  writeFileSync(PAGE, `${before}${FROM}\n\n${figuresOf(sections)}\n${TO}${after}`);
  execFileSync(process.execPath, [join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), KEPT, PAGE], { cwd: root });
}

function readSections(): Sections {
  if (!existsSync(KEPT)) return {};
  const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(kept).map(([section, run]) => [section, parseRun(run)]));
}

function figuresOf(sections: Sections): string {
  return Object.entries(sections).map(sectionOf).join('\n');
}

function sectionOf([section, run]: [string, KeptRun]): string {
  const { commit, at, machine, rows } = run;
  const command = section === 'floor' ? 'The least there is' : `\`npm run bench -- --only ${section}\``;
  const scale = run.scale === 'whole' ? '' : `, ${run.scale}`;
  const told =
    `${command} at ${commit}, ${at.slice(0, 16).replace('T', ' ')} UTC, ${machine.cores} cores${scale}; load of the ` +
    `machine before it ${short(machine.load)}.`;
  const steps = WHO.flatMap((who) => {
    const lines = stepsOf(rows, who);
    return lines.length === 0 ? [] : [table([[`${who}, since the post`, 'p50', 'p95'], ...lines])];
  });
  const others = rows.filter((row) => !isStep(row)).map(cells);
  const plain = others.length === 0 ? [] : [table([['', 'Rozmova', 'bare', 'ratio', 'to reach', ''], ...others])];
  const growth = growthOf(rows);
  const grown = growth.length === 0 ? [] : [table(growth)];
  return [`### ${section}`, told, ...steps, ...plain, ...grown].map((part) => `${part}\n`).join('\n');
}

function cells(row: Row): string[] {
  const { name, unit, figures, bares, goal } = row;
  const bare = bares.length === 0 ? '' : short(median(bares));
  return [name, `${short(median(figures))} ${unit}`.trim(), bare, short(ratioOf(row)), promise(goal), verdict(row)];
}

function table([head = [], ...lines]: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...lines.map(line)].join('\n');
}
