/**
 * What is the same for everybody is made by the first who asks, and shared by all who ask meanwhile and for so long
 * afterwards. What failed is made anew for the next one.
 */
export function shared<T>(make: () => Promise<T>, freshMs = Infinity): () => Promise<T> {
  let made: { what: Promise<T>; at: number } | null = null;
  return () => {
    if (made && performance.now() - made.at < freshMs) return made.what;
    const mine = { what: make(), at: performance.now() };
    made = mine;
    mine.what.catch(() => {
      if (made === mine) made = null;
    });
    return mine.what;
  };
}
