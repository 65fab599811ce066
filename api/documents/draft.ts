import type { Context } from 'hono';
import { type ChosenText, chosenText, defaultText } from '#db/document-templates/choose.ts';
import type { DocumentRow } from '#db/documents/read.ts';
import type { Draft } from '#db/documents/write.ts';
import { dayInKyiv } from '#workflows/documents/money.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import type { GivenDocument } from './schema.ts';
import { refuseUnknown } from './texts.ts';

/** What was given, with what stands for what was left out; `before`: the draft as it is, where it is changed. */
export async function draftFrom(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  { date, templateId, templateVersion, ...given }: GivenDocument,
  before: DocumentRow | null,
): Promise<Draft> {
  refuseUnknown(c, { text: given.text });
  const chosen = await textFor(deps, { templateId, templateVersion, ...given }, before);
  return {
    ...given,
    rate: given.currency === 'UAH' ? null : given.rate,
    date: date ?? dayInKyiv(new Date()),
    text: given.text ?? chosen?.text ?? '',
    remarks: given.remarks ?? chosen?.remarks ?? '',
    hidden: chosen?.hidden ?? [],
    template: chosen && { id: chosen.id, version: chosen.version },
  };
}

type Asked = Pick<GivenDocument, 'kind' | 'companyId' | 'text' | 'templateId' | 'templateVersion'>;

/** The version it comes from. A text of somebody's own comes from what it came from before, or from none. */
async function textFor({ database }: ApiDeps, asked: Asked, before: DocumentRow | null): Promise<ChosenText | null> {
  const { kind, companyId, templateId, templateVersion: version = null } = asked;
  const keptId = before?.template?.id ?? null;
  if (templateId !== undefined) {
    const chosen = await chosenText(database.pool, { kind, companyId, templateId, version, keptId });
    if (!chosen) throw new ApiError('UNKNOWN_TEMPLATE');
    return chosen;
  }
  if (asked.text === undefined) return defaultText(database.pool, kind, companyId);
  if (!before?.template) return null;
  const kept = before.template;
  return chosenText(database.pool, { kind, companyId, templateId: kept.id, version: kept.version, keptId });
}
