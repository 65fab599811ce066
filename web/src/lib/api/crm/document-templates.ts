import type { InferRequestType } from 'hono/client';
import { client } from '../client.ts';
import { picture } from '../documents.ts';
import { result } from '../request.ts';
import type { DocumentKind } from '../types.ts';

const templates = client.api['document-templates'];
const of = (id: string) => ({ param: { id } });

type New = InferRequestType<typeof templates.$post>['json'];
type Changed = InferRequestType<(typeof templates)[':id']['$put']>['json'];
type TemplatePreview = InferRequestType<typeof templates.preview.$post>['json'];

export const documentTemplatesApi = {
  list: (query: { kind?: DocumentKind } = {}) => result(templates.$get({ query })),
  add: (json: New) => result(templates.$post({ json })),
  update: (id: string, json: Changed) => result(templates[':id'].$put({ ...of(id), json })),
  versions: (id: string) => result(templates[':id'].versions.$get(of(id))),
  get: (id: string) => result(templates[':id'].$get(of(id))),
  makeDefault: (id: string) => result(templates[':id'].default.$put(of(id))),
  archive: (id: string) => result(templates[':id'].archived.$put(of(id))),
  unarchive: (id: string) => result(templates[':id'].archived.$delete(of(id))),
  /** How a document of it would look. */
  preview: (json: TemplatePreview, signal: AbortSignal) =>
    picture(templates.preview.$post({ json }, { init: { signal } })),
};
