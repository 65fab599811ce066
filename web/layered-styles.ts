/**
 * A component's styles stand in the layer of the parts: above the shared ground, below the classes of one declaration,
 * in whatever order the browser gets them.
 */
export const inLayer = {
  name: 'in-layer',
  style: ({ content }: { content: string }) => ({ code: `@layer components {\n${content}\n}` }),
};
