import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const company = `insert into company (kind, name, full_name, number_formats, signatory)
    values ('legal', 'Дім', 'ТОВ «Дім»', '{"invoice":"Р-{n}","contract":"Д-{n}","act":"А-{n}","waybill":"В-{n}"}',
      '{"name":"","post":"","basis":""}')`;
  await stage.api.database.pool.query(company);
  await stage.api.database.pool.query(
    `insert into contact (name, phones, emails) values ('Гончаренко Марія', '{}', '{}')`,
  );
});
afterAll(() => stage?.close());

test('F46: an admin edits a clause; a new draft has it and its PDF says it, what was issued stays', async () => {
  const olena = await stage.window('olena', '/documents');
  const before = await issueContract(olena);
  const old = await pdfText(olena);
  await writesClause();
  // A draft of before is offered the newer version and takes it by one press.
  await olena.page.goto(`/documents/${before.draft}`);
  await untilShown(olena.page.locator('[data-template-newer]').getByText('новіша версія 2'));
  await olena.page.locator('[data-take-newer]').click();
  await expect.poll(() => olena.page.getByLabel('Текст', { exact: true }).inputValue()).toContain('Доставка за 3 дні');
  await untilGone(olena.page.locator('[data-template-newer]'));
  await olena.page.goto('/documents');
  await issueContract(olena);
  expect(await pdfText(olena)).toContain('4.3. Доставка за 3 дні, Гончаренко Марія.');
  await untilShown(olena.page.locator('[data-template]').getByText('Стандартний договір», версія 2'));
  await olena.page.goto(`/documents/${before.issued}`);
  await untilShown(olena.page.locator('[data-template]').getByText('версія 1'));
  expect(await pdfText(olena)).toBe(old);
});

/** One that is issued, after one that stays a draft. */
async function issueContract({ page }: Window): Promise<{ draft: string; issued: string }> {
  const begin = async () => {
    await page.locator('[data-new=contract]').click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}/);
    return page.url().split('/').at(-1) ?? '';
  };
  const draft = await begin();
  await page.goto('/documents');
  const issued = await begin();
  await page.locator('[data-contact-pick] input').fill('гонч');
  await page.locator('[data-contact]').click();
  await page.locator('[data-issue]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-pdf]'));
  return { draft, issued };
}

async function pdfText({ page }: Window): Promise<string> {
  const address = await page.locator('[data-pdf]').getAttribute('href');
  const bytes = await page.evaluate(
    async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())],
    address ?? '',
  );
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

/** By keyboard and palette, beside the live look; what means nothing is said by its name. */
async function writesClause(): Promise<void> {
  const window = await stage.window('iryna', '/settings/document-templates');
  const { page } = window;
  await page.locator('[data-doc-template]').getByText('Стандартний договір').click();
  await untilShown(page.locator('[data-template-editor] h2').getByText('Стандартний договір'));
  await untilShown(page.locator('[data-preview]'));
  const clauses = await page.locator('[data-clause]').count();
  const drawn = await page.locator('[data-preview]').getAttribute('src');
  await page.locator('[data-clause]').last().press('Enter');
  await expect.poll(() => page.locator('[data-clause]').count()).toBe(clauses + 1);
  await page.locator('[data-clause]').last().pressSequentially('Доставка за 3 дні, {{клієнт}}');
  await untilShown(page.locator('[data-fault]').getByText('Невідома змінна: {{клієнт}}'));
  expect(await page.locator('[data-save]').isDisabled()).toBe(true);
  await page.locator('[data-clause]').last().fill('Доставка за 3 дні, ');
  await page.locator('[data-variable=client]').click();
  await page.keyboard.type('.');
  await expect.poll(() => page.locator('[data-preview]').getAttribute('src')).not.toBe(drawn);
  // A part that is left out, or a clause that is switched off, is seen at once.
  const all = await page.locator('[data-preview]').getAttribute('src');
  await page.locator('[data-parts] input[value=codes]').uncheck();
  await expect.poll(() => page.locator('[data-preview]').getAttribute('src')).not.toBe(all);
  await page.locator('[data-parts] input[value=codes]').check();
  await page.locator('[data-save]').click();
  await untilShown(page.locator('[data-saved]').getByText('версія 2'));
  await page.locator('[data-version="2"] [data-look]').click();
  await untilShown(page.locator('[data-difference] ins').getByText('Доставка за 3 дні, {{client}}.'));
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
}

test('F46: nobody writes over what somebody else wrote; an older version comes back as a new one', async () => {
  const { page } = await stage.window('iryna', '/settings/document-templates');
  await page.locator('[data-create]').click();
  await page.getByLabel('Назва шаблону').last().fill('Монтаж');
  await page.locator('[role=dialog] select').first().selectOption('act');
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilShown(page.locator('[data-template-editor] h2').getByText('Монтаж'));
  const clause = page.locator('[data-clause]').first();
  await clause.fill('Роботи виконано.');
  await stage.api.database.pool.query(
    `with next as (update document_template set version = 2 where name = 'Монтаж' returning id)
     insert into document_template_version (template_id, number, name, text, remarks)
     select id, 2, 'Монтаж', 'Інше.', '' from next`,
  );
  await page.locator('[data-save]').click();
  await untilShown(page.locator('[data-problem]').getByText('тим часом змінив хтось інший'));
  await page.locator('[data-reload]').click();
  await expect.poll(() => clause.inputValue()).toBe('Інше.');
  await page.locator('[data-version="1"] [data-bring-back]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-version="3"]').getByText('повертає версію 1'));
  await page.locator('[data-archive]').click();
  await untilShown(page.locator('[data-doc-template]').filter({ hasText: 'Монтаж' }).getByText('в архіві'));
});

test('F46, §8: on a phone in the dark auditors read a template and go back; operators have none of it', async () => {
  const view = { width: 390, height: 844, theme: 'dark' as const };
  const dmytro = await stage.window('dmytro', '/settings/document-templates', view);
  await dmytro.page.locator('[data-doc-template]').getByText('Стандартний акт').click();
  await untilShown(dmytro.page.locator('[data-version]').getByText('було в програмі'));
  expect(await dmytro.page.locator('[data-clause]').first().isDisabled()).toBe(true);
  expect(await dmytro.page.locator('[data-save]').count()).toBe(0);
  expect(await dmytro.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await faults(dmytro)).toEqual([]);
  await dmytro.page.getByText('До шаблонів').click();
  await untilShown(dmytro.page.locator('[data-doc-template]').first());
  const olena = await stage.window('olena', '/settings/document-templates');
  await untilShown(olena.page.getByRole('link', { name: 'До всіх чатів' }));
});
