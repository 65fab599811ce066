import { openCompany } from './company.ts';
import { Meta } from './meta.ts';
import { Scene } from './scene.ts';

/**
 * `node test/taken-over/last-words.ts <desk> <messenger> <mark>`: what is under way as the product ends: deadlines that
 * come due while nobody is there, words and answers of the very last moment. Ends without waiting for what becomes of
 * them.
 */
const [, , url = '', messenger = '', mark = ''] = process.argv;
const company = await openCompany(url, new Meta(messenger));
const inSeconds = (n: number) => new Date(Date.now() + n * 1000).toISOString();

const due = await Scene.open(company, `due-${mark}`, 'pressing');
await due.says('Скоро?');
await due.chat(({ deadlines }) => deadlines.some(({ kind }) => kind === 'waiting'));
await due.asks('DELETE', 'deadlines/escalation');
const rung = await Scene.open(company, `rung-${mark}`, 'pressing');
await rung.says('Хто відповість?');
await rung.chat(
  ({ deadlines, operators }) => operators.length > 0 && deadlines.some(({ kind }) => kind === 'escalation'),
);
await rung.asks('DELETE', 'deadlines/waiting');
const silent = await Scene.open(company, `silent-${mark}`, 'pressing');
await silent.says('Дякую за все');
await silent.answers('Прошу');
await silent.chat(({ deadlines }) => deadlines.some(({ kind }) => kind === 'auto_finish'));
const closing = await Scene.open(company, `closing-${mark}`, 'plain');
await closing.says('Учорашнє', { timestamp: Date.now() - 86_400_000 + 45_000 });
const talk = await Scene.open(company, `talk-${mark}`, 'plain');
await talk.says('Почали');
await talk.chat(({ waiting }) => waiting?.reason !== 'not_decided');
await due.asks('PUT', 'deadlines/waiting', { at: inSeconds(25) });
await rung.asks('PUT', 'deadlines/escalation', { at: inSeconds(25) });
await silent.asks('PUT', 'deadlines/auto_finish', { at: inSeconds(25) });
const flood = [1, 2, 3, 4, 5, 6].map(async (n) => {
  const late = await Scene.open(company, `late${n}-${mark}`, n % 2 ? 'asking' : 'ruled');
  await late.says(`Останнє слово ${n}`);
  await talk.says(`говорю ${n}`);
  await talk.answers(`відповідаю ${n}`);
});
await Promise.allSettled(flood);
company.leave();
process.exit(0);
