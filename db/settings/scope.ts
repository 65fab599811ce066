/** The installation where `pageId` is null. */
export type ScopeId = string | null;

export const scopeName = (pageId: ScopeId): string => pageId ?? 'installation';
