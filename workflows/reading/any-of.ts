/** An expression for any of these words, which are written as expressions themselves, with what stands around them. */
export function anyOf(before: string, words: readonly string[], after: string, flags: string): RegExp {
  return new RegExp(`${before}(?:${words.join('|')})${after}`, flags);
}
