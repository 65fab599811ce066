import type { Desk } from '../../rig/desk.ts';

export interface Upload {
  status: number;
  id: string;
  /** Of a refusal. */
  code: string;
}

/** A file of a few words, as somebody's desk uploads it. */
export async function upload({ url, credentials }: Desk, words: string): Promise<Upload> {
  const answer = await fetch(`${url}/api/files`, {
    method: 'POST',
    headers: { ...credentials, 'content-type': 'application/octet-stream', 'x-file-name': `${words}.txt` },
    body: words,
  });
  const { id = '', error } = (await answer.json()) as { id?: string; error?: { code: string } };
  return { status: answer.status, id, code: error?.code ?? '' };
}
