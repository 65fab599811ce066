/**
 * A component's styles stand in the layer of the parts: above the ground, beside the sheets that parts share, in
 * whatever order the browser gets them.
 */
export const inLayer = {
  name: 'in-layer',
  style: ({ content }: { content: string }) => ({ code: `@layer components {\n${content}\n}` }),
};
