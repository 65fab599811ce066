const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const UKRAINIAN = "'йцукенгшщзхїфівапролджєячсмитьбю";

/** What was typed with the other layout switched on: "rb]d" is «київ», «лншм» is "kyiv". */
export function inOtherLayout(typed: string): string {
  return [...typed.toLowerCase()]
    .map((sign) => {
      const at = LATIN.indexOf(sign);
      return at >= 0 ? (UKRAINIAN[at] ?? sign) : (LATIN[UKRAINIAN.indexOf(sign)] ?? sign);
    })
    .join('');
}
