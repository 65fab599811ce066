/**
 * What a browser keeps over its updates: the names of its products without their versions, and the world it runs in.
 */
export function browserFamily(userAgent: string): string {
  const worlds = WORLDS.filter(([sign]) => sign.test(userAgent)).map(([, world]) => world);
  const words = userAgent
    .replace(/\([^()]*\)/g, ' ')
    .toLowerCase()
    .split(/[\s()]+/);
  const products = words.filter((word) => word.includes('/')).map((word) => word.slice(0, word.indexOf('/')));
  // A phone that asks for the page as a desk computer sees it is still that phone.
  const names = products.filter((name) => name !== 'mobile');
  return [worlds[0] ?? '', ...new Set(names)].toSorted().join(' ');
}

/**
 * A cookie given to a browser belongs to that browser; programs that log in by themselves name themselves as they like.
 */
export function changedHands(before: string, now: string): boolean {
  return before.startsWith('Mozilla/') && before !== now && browserFamily(before) !== browserFamily(now);
}

/** Coarser than systems: an iPad says it is a Mac, and Android that it is Linux, when they ask for the desk page. */
const WORLDS = [
  [/Windows/, 'windows'],
  [/Macintosh|Mac OS X|iPhone|iPad/, 'apple'],
  [/Android|Linux|X11|CrOS/, 'linux'],
] as const;
