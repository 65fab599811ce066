import { resultsOf } from '#db/golden/results.ts';
import type { Language } from '#db/entities/employee.ts';
import { type Checked, type NotPublished, publishChecked } from '#db/settings/publish-checked.ts';
import type { Published } from '#db/settings/publish.ts';
import type { ApiDeps } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { toDraft } from './draft.ts';
import { invalidSettings } from './words.ts';

export interface Publication extends Omit<Checked, 'authorId' | 'restores'> {
  by: { id: string; language: Language };
  restores?: number | undefined;
}

/** Publishes a version, or tells every fault. */
export async function publish(deps: ApiDeps, { by, restores, ...given }: Publication): Promise<Published> {
  const wanted = { ...given, restores: restores ?? null, authorId: by.id };
  const published = await publishChecked(deps.database.pool, wanted);
  if ('refused' in published) throw await errorOf(deps, published, by.language);
  // Chats that wait for an operator may be somebody's now.
  deps.notifier.notify('change', 'settings', 'routing');
  return published;
}

async function errorOf({ database }: ApiDeps, why: NotPublished, language: Language): Promise<ApiError> {
  switch (why.refused) {
    case 'NO_SUCH_VERSION':
      return new ApiError('NOT_FOUND', [{ path: 'restores', message: 'there is no such version' }]);
    case 'SETTINGS_CHANGED':
    case 'NOTHING_CHANGES':
      return new ApiError(why.refused, { version: why.version });
    case 'INVALID_SETTINGS':
      return invalidSettings(why.faults, language);
    case 'DRAFT_CHANGED':
      return new ApiError(why.refused, why.draft && toDraft(why.draft));
    case 'GOLDEN_DIFFERS': {
      const results = await resultsOf(database.pool, why.ran, why.before);
      return new ApiError(
        why.refused,
        results.map(({ same: _differs, ...result }) => result),
      );
    }
  }
}
