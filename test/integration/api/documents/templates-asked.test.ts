import { expect, test } from 'vitest';
import { codeOf } from '#test/integration/support/http.ts';
import { ALL, begin, companyId, dmytro, draftOf, iryna, olena, setUpDocuments } from './documents-stage.ts';
import { added, byDefault, TEMPLATES, write } from './templates-stage.ts';

setUpDocuments();

test('F46: what means nothing is refused by name, in the reader’s language; a contract says something', async () => {
  const wrong = { kind: 'act', name: 'А', text: '{{clinet}} і {{х}}', remarks: '{{у}}' };
  const refused = await iryna.post(TEMPLATES, wrong);
  expect([codeOf(refused), refused.json()]).toMatchObject([
    'UNKNOWN_DOCUMENT_VARIABLE',
    {
      error: {
        details: [
          { path: 'text', message: 'Невідома змінна: {{clinet}}' },
          { path: 'text', message: 'Невідома змінна: {{х}}' },
          { path: 'remarks', message: 'Невідома змінна: {{у}}' },
        ],
      },
    },
  ]);
  await iryna.put('/api/me', { language: 'en' });
  expect((await write(await byDefault('act'), { text: '{{х}}' })).text).toContain('Unknown variable: {{х}}');
  await iryna.put('/api/me', { language: 'uk' });
  // The same of a document's own text.
  expect((await olena.post(ALL, draftOf({ text: '{{clinet}}' }))).text).toContain('{{clinet}}');
  for (const kind of ['contract', 'act'])
    expect(codeOf(await iryna.post(TEMPLATES, { kind, name: 'А', text: ' \n' }))).toBe('TEMPLATE_TEXT_EMPTY');
  expect((await added({ kind: 'invoice', name: 'Без тексту', text: '' })).text).toBe('');
  const asked = async (more: object) =>
    codeOf(await iryna.post(TEMPLATES, { kind: 'act', name: 'А', text: 'а', ...more }));
  expect(await asked({ text: 'а'.repeat(20_001) })).toBe('BAD_REQUEST');
  expect(await asked({ name: ' ' })).toBe('BAD_REQUEST');
  expect(await asked({ companyId: '00000000-0000-4000-8000-000000000000' })).toBe('UNKNOWN_COMPANY');
});

test('F46: a template is looked at in the very layout; admins write, everybody else reads', async () => {
  const standard = await byDefault('contract');
  const document = await begin({ kind: 'contract' });
  const shown = { kind: 'contract', text: '# Предмет\n{{client}}' };
  for (const more of [{}, { sample: 'long', companyId }, { sample: 'sole' }, { documentId: document.id }]) {
    const { status, text } = await iryna.post(`${TEMPLATES}/preview`, { ...shown, ...more });
    expect([status, text.slice(0, 4)]).toEqual([200, '<svg']);
  }
  const none = { ...shown, documentId: '00000000-0000-4000-8000-000000000000' };
  expect(codeOf(await iryna.post(`${TEMPLATES}/preview`, none))).toBe('UNKNOWN_DOCUMENT');
  expect(codeOf(await iryna.post(`${TEMPLATES}/preview`, { ...shown, text: '{{х}}' }))).toBe(
    'UNKNOWN_DOCUMENT_VARIABLE',
  );
  for (const reader of [olena, dmytro]) {
    expect((await reader.get(`${TEMPLATES}/${standard.id}`)).json()).toEqual(standard);
    const refused = [
      reader.post(TEMPLATES, { kind: 'act', name: 'А', text: 'а' }),
      reader.post(`${TEMPLATES}/preview`, shown),
      write(standard, { text: 'x' }, reader),
      reader.put(`${TEMPLATES}/${standard.id}/default`),
      reader.put(`${TEMPLATES}/${standard.id}/archived`),
      reader.delete(`${TEMPLATES}/${standard.id}/archived`),
    ];
    expect((await Promise.all(refused)).map(codeOf)).toEqual(refused.map(() => 'NOT_ALLOWED'));
  }
  const missing = '00000000-0000-4000-8000-000000000000';
  expect(codeOf(await dmytro.get(`${TEMPLATES}/${missing}`))).toBe('NOT_FOUND');
  expect(codeOf(await dmytro.get(`${TEMPLATES}/${missing}/versions`))).toBe('NOT_FOUND');
  expect(codeOf(await write({ ...standard, id: missing }))).toBe('NOT_FOUND');
});
