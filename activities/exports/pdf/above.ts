import { cleanLine } from '../paper/clean.ts';
import { GREY, MARGIN, type Paper } from './document.ts';

/** What stands above everything: name and what was asked for. Tells where the rest begins. */
export function above({ ink, width }: Paper, title: string, says: string[]): number {
  let y = MARGIN + 12;
  for (const line of ink.wrapped(cleanLine(title), width, { size: 15, weight: 'strong' })) {
    ink.line(line, MARGIN, y, { size: 15, weight: 'strong' });
    y += 18;
  }
  for (const line of says.flatMap((say) => ink.wrapped(cleanLine(say), width, { size: 9 }))) {
    ink.line(line, MARGIN, y, { size: 9, colour: GREY });
    y += 13;
  }
  return y;
}
