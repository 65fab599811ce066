import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redrawn } from '#test/walls/picture.ts';

/** Draws the picture in ARCHITECTURE.md anew after the table was changed. */
const page = join(import.meta.dirname, '..', '..', 'ARCHITECTURE.md');
writeFileSync(page, redrawn(readFileSync(page, 'utf8')));
