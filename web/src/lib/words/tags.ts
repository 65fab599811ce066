/**
 * Tags as one types them: words or phrases with commas between. The server writes them small and drops repeated ones.
 */
export function tagsIn(text: string): string[] {
  return text
    .split(/[,;\n]/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

export function tagsText(tags: string[]): string {
  return tags.join(', ');
}
