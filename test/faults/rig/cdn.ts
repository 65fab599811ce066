import type { RequestListener } from 'node:http';
import { type Cdn as Host, openHost } from '#test/integration/attacks/attachments/cdn.ts';

/** The one host of files that the stack may ask: a row says what it answers at a path. */
export interface Cdn extends Host {
  readonly answers: Map<string, RequestListener>;
  /** What was asked for, in order. */
  readonly asked: string[];
}

export async function openCdn(): Promise<Cdn> {
  const answers = new Map<string, RequestListener>();
  const asked: string[] = [];
  const host = await openHost((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  return { ...host, answers, asked };
}
