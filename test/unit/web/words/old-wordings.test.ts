import { expect, test } from 'vitest';
import { said } from './said.ts';

/** Found once where the product was tried as its people would use it: none of it may come back. */
const OLD = {
  uk: [
    ['examples that differ', /Інакше пішов би/u],
    ['a language with its name', /не знає мови: |знає мову клієнта: |має лише одна людина/u],
    ['one or the other', /мову клієнта чи |чи потрібні навички|до названої людини/u],
    ['who would be next', /Якби не \{name\}/u],
    ['whose last message', /від останнього повідомлення: /u],
    ['hours', /Час пишеться|потрібні початок і кінець/u],
    ['the makers’ words', /Стіл |цього столу|журнал|Рушій|збірк/iu],
    ['to choose', /вибер|вибра/iu],
    ['to a client, to an operator', /(?:клієнт|оператор)ові/iu],
    ['open and closed', /(?:від|за)чинен/iu],
    ['to transfer', /передати далі|передано далі|передати іншому|"Далі"/iu],
    ['present beside past', /(?<!менеджер контакту )(?:бере|завершує) чат|виходить: |долучається: |завершує людина/iu],
    ['statuses', /Питати телефон|Ще питаємо|Казати, що це автоматично|"Відповідати поза/u],
    ['zero for no limit', /0 — /u],
    ['reading a chat', /Перегляд нікого не долучає|вам не видно|не для вашої ролі/u],
    ['the session', /Теперішній|знаків|вгадують першими|вміє і токен|Незнайомий пристрій/u],
    ['when it was finished', /Це сталося/u],
    ['the state of a page, of an employee', /"Працює"/u],
    ['settings', /"До чернетки"|Що було б за чернеткою|Хто скільки чатів веде і що знає/u],
    ['a first password', /людина змінить його/u],
    ['why one waits', /Усі оператори зараз зайняті/u],
    ['to pin', /закріплюють у меню|в його заголовку/u],
    ['a chat that failed to open', /відкрити розмову/u],
  ],
  en: [
    ['to read a chat', /Looking joins|You are looking|Answering adds|Reading only/iu],
    ['nobody', /nobody|Everyone has been answered/iu],
    ['sections', /Without an operator|Waiting longest|Still being asked/iu],
    ['a finished chat', /can no longer be answered|It happened \{/iu],
    ['sending', /send it ourselves|Take the text back|Unknown whether/iu],
    ['the makers’ words', /The desk did|journal|takes? them in|chat engine/iu],
    ['no access', /kept by others/iu],
    ['why no one', /everybody|to lead it/iu],
    ['a link to a contact', /Whose contact it is|link to a contact away/iu],
    ['who could take it', /Of those who could/iu],
    ['to transfer', /pass(?:es|ed)? on|hand(?:s|ed)? over|the chat goes to|transferred on/iu],
    ['to reply', /(?:an|no|your) answer(?! to it)|answer window/iu],
    ['an error', /mistake|First set right/iu],
    ['shared values', /As for all|this page only/iu],
    ['settings', /Attempts to understand|Remind of the contact|Country of numbers/iu],
    ['current, draft, actual', /By published|By the draft|In reality|Tick what is|To the draft/u],
    ['the session', /Present password/iu],
    ['a page', /"Works"|Page id/u],
    ['the client’s example', /Good day|May I order/iu],
    ['a chat’s number', /№|chat no\./iu],
    ['the languages', /Ukr Engl/u],
    ['present beside past', /\{(?:who|by|name)\} (?:takes|finishes|leaves|joins) /u],
  ],
} as const;

const CASES = (['uk', 'en'] as const).flatMap((locale) =>
  OLD[locale].map(([about, old]) => [locale, about, old] as const),
);

test.each(CASES)('§7: nothing in %s has the old words of “%s”', (locale, _, old) => {
  expect(said(locale).filter(([, words]) => old.test(words))).toEqual([]);
});
