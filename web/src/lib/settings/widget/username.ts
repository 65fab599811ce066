/** Whoever pastes the whole link means the name in it. */
export function usernameIn(pasted: string): string {
  const text = pasted.trim();
  const link = /^(?:https?:\/\/)?(?:www\.)?(?:m\.me|facebook\.com|messenger\.com\/t)\/([^/?#]*)/i.exec(text);
  return (link?.[1] ?? text).replace(/^@/, '');
}
