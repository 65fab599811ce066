import type { Visitor } from '#test/integration/support/visitor.ts';
import { dmytro, iryna } from './documents-stage.ts';

export const TEMPLATES = '/api/document-templates';

export interface Template {
  id: string;
  kind: string;
  name: string;
  company: { id: string } | null;
  isDefault: boolean;
  archived: boolean;
  version: number;
  text: string;
  remarks: string;
  hidden: string[];
}

export const listed = async (query = '', who: Visitor = dmytro) =>
  (await who.get(`${TEMPLATES}${query}`)).json<{ items: Template[] }>().items;
export const byDefault = async (kind: string) => {
  const found = (await listed(`?kind=${kind}`)).find((one) => one.isDefault && one.company === null);
  if (!found) throw new Error(`nothing begins ${kind}`);
  return found;
};
export async function added(more: object = {}): Promise<Template> {
  const answer = await iryna.post(TEMPLATES, { kind: 'act', name: 'Монтаж', text: 'Роботи виконано.', ...more });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<Template>();
}
export const write = ({ id, name, text, remarks, version }: Template, more: object = {}, who = iryna) =>
  who.put(`${TEMPLATES}/${id}`, { name, text, remarks, version, ...more });
