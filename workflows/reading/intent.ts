import type { Intent } from '../chat/vocabulary.ts';
import { anyOf } from './any-of.ts';

/** `ой, помилка: …`: what comes is meant in place of what was said before. Beginnings of words. */
const CORRECTS = anyOf(
  String.raw`(?<!\p{L})`,
  [
    String.raw`ой(?!\p{L})|упс|помил|ошиб|опечат|описк|одрук|очепят|неправ|невірн|неверн|правильн`,
    String.raw`вірн(?:ий|а|о)|верн(?:ый|ая|о)(?!\p{L})|виправ|исправ|не\s+т(?:ой|а|от|у)(?!\p{L})|точніше`,
    String.raw`точнее|замість|вместо|oops|sorry|mistake|mistyp|typo|wrong|correct|i\s+mean|meant|instead`,
    String.raw`actually|falsch|richtig|vertipp|korrekt|stattdessen|pomył|pomyl|błąd|błęd|poprawn|właściw`,
    String.raw`erreur|erron|equivoc|errata|sbagli|corrett|corrig`,
  ],
  '',
  'iu',
);
/** `і ще 050…`: one more, in place of none. */
const ADDS = anyOf(
  String.raw`(?<!\p{L})`,
  [
    String.raw`або|чи|ще|також|теж|інш(?:ий|а|ої)|друг(?:ий|а|ой|ая)|запасн|додатк|или|ещё|еще|также|тоже`,
    String.raw`or|also|another|second|other|else|both|oder|auch|noch|zweite|albo|też|lub|drugi|otro|también`,
    String.raw`autre|aussi|anche|altro`,
  ],
  String.raw`(?!\p{L})`,
  'iu',
);

/** How what stands in a (plain) text is meant beside what was given before it. */
export function intentOf(text: string): Intent | undefined {
  if (CORRECTS.test(text) || /^\s*\*/.test(text)) return 'corrects';
  if (ADDS.test(text)) return 'adds';
  // A message that is nothing but a number or an address, said once more.
  return text.split(/\s+/u).some((word) => !word.includes('@') && /\p{L}/u.test(word)) ? undefined : 'corrects';
}
