import { writeFileSync } from 'node:fs';
import { type Company, openCompany } from './company.ts';
import { Meta } from './meta.ts';
import { type ChatBody, walk } from './scene.ts';
import { leaveLying, publishAll } from './settings.ts';
import { answerSteps } from './steps/answers.ts';
import { contactSteps } from './steps/contact.ts';
import { operatorSteps } from './steps/operators.ts';
import { timeSteps } from './steps/times.ts';
import { wordSteps } from './steps/words.ts';

const STEPS = { ...operatorSteps, ...contactSteps, ...answerSteps, ...wordSteps, ...timeSteps };
const GOLDEN = ['answered', 'complete', 'escalating'];

/** `node test/taken-over/make.ts <desk> <messenger> <file> [step …]`: brings chats of a fresh demo to every step. */
const [, , url = '', messenger = '', file = '', ...asked] = process.argv;
const company = await openCompany(url, new Meta(messenger));
await publishAll(company);
const faults = await walkAll(company, asked.length > 0 ? asked : Object.keys(STEPS));
await pin(company);
const { token } = await leaveLying(company);
company.leave();
writeFileSync(file, JSON.stringify({ token, faults }, null, 1));
console.log(faults.length === 0 ? 'Every chat stands at its step.' : faults);

async function walkAll(to: Company, names: string[]): Promise<string[]> {
  const walking = names.map(async (name) => {
    const step = STEPS[name] ?? (() => Promise.reject(new Error('there is no such step')));
    return step(to).then(
      () => null,
      (error: unknown) => `${name}: ${String(error)}`,
    );
  });
  return (await Promise.all(walking)).filter((fault) => typeof fault === 'string');
}

/** Some of them become golden. */
async function pin({ admin }: Company): Promise<void> {
  for (const { number, client } of await walk<ChatBody>(admin, '/api/chats'))
    if (GOLDEN.includes(client.lastName))
      await admin.do('POST', '/api/golden-chats', { chatNumber: number, name: client.lastName });
}
