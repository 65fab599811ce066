import { type FileFacts, findFiles } from '#db/files/read.ts';
import { pageNames } from '#db/people/read-pages.ts';
import { previewText, type PreviewQuestion } from '#workflows/settings/preview.ts';
import type { AttachedFile, Settings, Template } from '#workflows/settings/vocabulary.ts';
import type { ApiDeps } from '../http/deps.ts';
import { moments } from '../http/fields.ts';
import type { Scope } from './scope.ts';

/** The text as such a client of the scope would get it now, under these settings, with what goes out before it. */
export async function preview(deps: ApiDeps, scope: Scope, settings: Settings, question: PreviewQuestion) {
  // A client writes to some page, also under the settings for all of them.
  const pageName = scope.pageName || ((await pageNames(deps.database.pool))[0] ?? '');
  const { opensAt, ...written } = previewText(settings, question, pageName, Date.now());
  const attachment = await attachmentOf(deps, settings, question.template);
  return { ...written, opensAt: moments(opensAt), attachment };
}

async function attachmentOf(
  deps: ApiDeps,
  settings: Settings,
  template: Template,
): Promise<Pick<FileFacts, 'id' | 'name' | 'kind'> | null> {
  const attachments: Partial<Record<Template, AttachedFile | null>> = settings.attachments;
  const attached = attachments[template];
  const [file] = attached ? await findFiles(deps.database.pool, [attached.fileId]) : [];
  return attached && file ? { id: file.id, name: attached.name, kind: file.kind } : null;
}
