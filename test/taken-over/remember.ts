import { readFileSync, writeFileSync } from 'node:fs';
import { askAll } from './ask-all.ts';
import { Meta } from './meta.ts';

/** `node test/taken-over/remember.ts <desk> <messenger> <made> <file>`: keeps all that a running product says. */
const [, , url = '', messenger = '', made = '', file = ''] = process.argv;
const { token } = JSON.parse(readFileSync(made, 'utf8')) as { token: string };
const told = await askAll(url, token);
const threads = await new Meta(messenger).threads();
writeFileSync(file, JSON.stringify({ at: new Date().toISOString(), told, threads }));
console.log(Object.values(told).map((one) => Object.keys(one).length));
