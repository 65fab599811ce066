import { own } from '#workflows/settings/own.ts';

/**
 * What people here put into passwords and no international list knows: one's country, towns, names and dear ones, in
 * both alphabets.
 */
const UKRAINIAN = `
  пароль привіт любов кохання кохана коханий україна слава славаукраїні героям батьківщина київ львів одеса харків
  дніпро полтава вінниця черкаси мама тато матуся бабуся сестра братик донечка синочок сонце сонечко котик кицька
  зайчик зайка песик козак перемога свобода воля тризуб калина барвінок весна літо осінь зима січень лютий
  березень квітень травень червень липень серпень вересень жовтень листопад грудень понеділок пятниця робота офіс
  магазин адмін адміністратор оператор менеджер аудитор розмова чат тест демо секрет ключ доступ вхід олександр
  олексій андрій сергій дмитро володимир василь іван микола михайло петро тарас максим артем богдан олена наталія
  наташа ірина оксана тетяна юлія марія анна катерина світлана людмила надія віра анастасія софія динамо шахтар
  футбол шевченко
`;
const IN_LATIN = `
  parol pryvit privet lyubov kohannya kohana ukraina ukraine ukrayina slava slavaukraini slavaukraine heroyam kyiv
  kiev lviv odesa odessa kharkiv dnipro poltava vinnytsia cherkasy mama tato sonce sonechko kotyk zaychik kozak
  peremoga svoboda volya tryzub kalyna vesna lito osin zyma robota ofis magazyn admin administrator operator
  manager auditor rozmova chat messenger facebook inbox demo test secret welcome login password oleksandr oleksii
  andrii serhii dmytro volodymyr vasyl ivan mykola petro taras maksym bohdan olena nataliia iryna oksana tetiana
  yuliia mariia kateryna svitlana nadiia dynamo shakhtar shevchenko
`;

export const KNOWN_WORDS = `${UKRAINIAN} ${IN_LATIN}`.trim().split(/\s+/);

const SOUNDS: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ю: 'iu',
  я: 'ia',
};

/** As the passport writes it: Коваль, Koval. */
export function spelled(word: string): string {
  return [...word.toLowerCase()].map((letter) => own(SOUNDS, letter) ?? letter.replace(/[ьъ’'ʼ]/, '')).join('');
}
