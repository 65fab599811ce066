import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { unknownIn } from '#workflows/documents/body.ts';
import { codeOf } from '#test/integration/support/http.ts';
import {
  ALL,
  api,
  begin,
  companyId,
  dmytro,
  draftOf,
  iryna,
  issue,
  LINE,
  olena,
  setUpDocuments,
} from './documents-stage.ts';
import { added, byDefault, listed, type Template, TEMPLATES, write } from './templates-stage.ts';

setUpDocuments();

const pdfOf = async (id: string) => {
  const response = await fetch(`${api.url}${ALL}/${id}/pdf`, { headers: dmytro.headers });
  return new Uint8Array(await response.arrayBuffer());
};

test('F46: each kind has a text that came with the program, and new documents begin with it', async () => {
  const standard = (await listed()).filter(({ isDefault }) => isDefault);
  expect(standard.map(({ kind }) => kind)).toEqual(['invoice', 'contract', 'act', 'waybill']);
  expect(standard.flatMap(({ text }) => unknownIn(text))).toEqual([]);
  const contract = await byDefault('contract');
  const { text, template } = await of(await begin({ kind: 'contract' }));
  expect([text, template]).toMatchObject([contract.text, { id: contract.id, version: 1, newerVersion: null }]);
  // A text of somebody's own comes from no template, as it did before there were any.
  expect(await of(await begin({ kind: 'contract', text: 'Своє' }))).toMatchObject({ text: 'Своє', template: null });
});

const of = async ({ id }: { id: string }) =>
  (await olena.get(`${ALL}/${id}`)).json<{ text: string; remarks: string; template: object | null }>();

test('F46: a changed template is in new documents, offered to drafts, and not in what was issued', async () => {
  const first = await added({ remarks: 'Дякуємо, {{client}}!' });
  const [issued, draft] = [
    await begin({ kind: 'act', templateId: first.id }),
    await begin({ kind: 'act', templateId: first.id }),
  ];
  await issue(issued.id);
  const bytes = await pdfOf(issued.id);
  const second = (await write(first, { text: 'Роботи виконано вчасно.' })).json<Template>();
  expect(second).toMatchObject({ version: 2, changedBy: { id: api.people.iryna.id } });
  expect(await of(draft)).toMatchObject({ text: first.text, template: { version: 1, newerVersion: 2 } });
  const taken = draftOf({ kind: 'act', templateId: first.id, templateVersion: 2 });
  expect((await olena.put(`${ALL}/${draft.id}`, taken)).json()).toMatchObject({
    text: second.text,
    remarks: first.remarks,
    template: { name: 'Монтаж', version: 2, newerVersion: null, isEdited: false },
  });
  // What somebody writes into the draft is theirs, and it still says what it comes from.
  const own = await olena.put(`${ALL}/${draft.id}`, draftOf({ kind: 'act', text: 'Своє.', remarks: '' }));
  expect(own.json()).toMatchObject({ text: 'Своє.', template: { version: 2, isEdited: true } });
  expect(await of(await begin({ kind: 'act', templateId: first.id }))).toMatchObject({ text: second.text });
  expect(await of(issued)).toMatchObject({ text: first.text, template: { version: 1, newerVersion: null } });
  expect(await pdfOf(issued.id)).toEqual(bytes);
  expect(await wordsOf(bytes)).toContain('Дякуємо, Гончаренко Марія!');
  for (const change of ['template_version = 2', 'template_id = null, template_version = null'])
    await expect(api.database.pool.query(`update document set ${change} where id = $1`, [issued.id])).rejects.toThrow(
      'does not change',
    );
});

test('F46: a version is written once, by whoever has seen the one before it', async () => {
  const first = await added();
  const both = await Promise.all([write(first, { text: 'А' }), write(first, { text: 'Б' })]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect(both.map(codeOf)).toContain('TEMPLATE_CHANGED');
  const second = (await iryna.get(`${TEMPLATES}/${first.id}`)).json<Template>();
  expect((await write(second)).json()).toEqual(second);
  const back = await write(second, { text: first.text, restores: 1 });
  expect(back.json()).toMatchObject({ version: 3, text: first.text });
  const { items } = (await dmytro.get(`${TEMPLATES}/${first.id}/versions`)).json<{ items: object[] }>();
  expect(items).toMatchObject([
    { number: 3, text: first.text, restores: 1, by: { id: api.people.iryna.id } },
    { number: 2, text: second.text, restores: null },
    { number: 1, text: first.text },
  ]);
  for (const change of [
    `update document_template_version set text = 'x' where template_id = $1`,
    `update document_template_version set author_id = null where template_id = $1`,
    'delete from document_template_version where template_id = $1',
  ])
    await expect(api.database.pool.query(change, [first.id])).rejects.toThrow('does not change');
  const { rows } = await api.database.pool.query(
    `select kind, detail ->> 'version' as version from audit where detail ->> 'template' = $1 order by id`,
    [first.id],
  );
  expect(rows).toEqual([
    { kind: 'document_template_added', version: null },
    { kind: 'document_template_changed', version: '2' },
    { kind: 'document_template_changed', version: '3' },
  ]);
});

test('F46: what a version leaves out is in none of its documents; those of the one before look as ever', async () => {
  const text = 'Роботи виконано.\n[-] Неустойка не нараховується.';
  const first = await added({ text });
  const lines = [{ ...LINE, discount: 100_00 }];
  const before = await begin({ kind: 'act', templateId: first.id, lines });
  const hidden = ['codes', 'units', 'vat', 'discount'];
  const second = (await write(first, { hidden: [...hidden].reverse() })).json<Template>();
  expect(second).toMatchObject({ version: 2, hidden });
  expect((await write(second, { hidden })).json()).toEqual(second);
  expect((await write(second, { hidden: ['sum'] })).status).toBe(400);
  const after = await begin({ kind: 'act', templateId: first.id, lines });
  // The draft's own page and the look beside its form are one.
  const form = draftOf({ kind: 'act', templateId: first.id, templateVersion: 2, lines, text, remarks: '' });
  const looks = [await olena.post(`${ALL}/preview`, form), await olena.get(`${ALL}/${after.id}/preview`)];
  expect(looks[0]?.text).toBe(looks[1]?.text);
  expect(looks[0]?.text).not.toBe((await olena.get(`${ALL}/${before.id}/preview`)).text);
  for (const { id } of [before, after]) await issue(id);
  const [whole, less] = [await wordsOf(await pdfOf(before.id)), await wordsOf(await pdfOf(after.id))];
  for (const part of ['ЄДРПОУ 32855961', 'Од.', 'Знижка', 'шт']) {
    expect(whole).toContain(part);
    expect(less).not.toContain(part);
  }
  for (const said of [whole, less]) expect(said).toContain('1 400,00');
  expect(whole + less).not.toContain('Неустойка');
});

const wordsOf = async (bytes: Uint8Array) => {
  const { text } = await extractText(bytes, { mergePages: true });
  return text.replace(/\s+/g, ' ');
};

test('F46: one template of each kind is where new documents begin, of all companies or of one', async () => {
  const [standard, own] = [await byDefault('act'), await added({ companyId, name: 'Наш акт' })];
  const beginning = async () => of(await begin({ kind: 'act' }));
  expect(await beginning()).toMatchObject({ template: { id: standard.id } });
  const state = (id: string, what: string) => iryna.put(`${TEMPLATES}/${id}/${what}`);
  expect((await state(own.id, 'default')).json()).toMatchObject({ isDefault: true });
  expect(await beginning()).toMatchObject({ template: { id: own.id } });
  expect(await byDefault('act')).toMatchObject({ id: standard.id });
  expect(codeOf(await state(standard.id, 'archived'))).toBe('TEMPLATE_IS_DEFAULT');
  expect((await state(own.id, 'archived')).json()).toMatchObject({ archived: true, isDefault: false });
  expect(await beginning()).toMatchObject({ template: { id: standard.id } });
  expect(codeOf(await state(own.id, 'default'))).toBe('TEMPLATE_ARCHIVED');
  expect(codeOf(await olena.post(ALL, draftOf({ kind: 'act', templateId: own.id })))).toBe('UNKNOWN_TEMPLATE');
  expect((await iryna.delete(`${TEMPLATES}/${own.id}/archived`)).json()).toMatchObject({ archived: false });
  const kept = await begin({ kind: 'act', templateId: own.id });
  await state(own.id, 'archived');
  const again = draftOf({ kind: 'act', templateId: own.id, templateVersion: 1, text: 'Своє' });
  expect((await olena.put(`${ALL}/${kept.id}`, again)).json()).toMatchObject({ template: { id: own.id } });
  expect(codeOf(await olena.post(ALL, draftOf({ templateId: standard.id })))).toBe('UNKNOWN_TEMPLATE');
  const wrong = draftOf({ kind: 'act', templateId: standard.id, templateVersion: 99 });
  expect(codeOf(await olena.post(ALL, wrong))).toBe('UNKNOWN_TEMPLATE');
});
