import { html } from 'hono/html';
import type { ErrorCode } from '../errors/codes.ts';
import { limitsText, type Schema, schemaText } from './schema-text.ts';

interface Content {
  content?: Record<string, { schema?: Schema }>;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { in: string; name: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: Content;
  responses?: Record<string, Content & { description?: string }>;
  security?: object[];
  'x-codes'?: ErrorCode[];
}

export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Partial<Record<string, Operation>>>;
}

type Entry = Operation & { method: string; path: string; id: string };

/** The reference as one page without a script: it works offline and under the strictest policy. */
export function referencePage(document: ApiDocument) {
  const groups = Map.groupBy(entriesOf(document), (entry) => entry.tags?.[0] ?? 'Other');
  const { title, version, description } = document.info;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} API</title>
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <nav aria-label="Operations">
          ${[...groups].map(
            ([tag, entries]) =>
              html`<h2>${tag}</h2>
                <ul>
                  ${entries.map(link)}
                </ul>`,
          )}
        </nav>
        <main>
          <h1>${title} API <small>${version}</small></h1>
          <p>${description}</p>
          <p>
            Errors are <code>{ error: { code, message, details? } }</code>. The same as a machine reads it:
            <a href="/api/openapi.json">openapi.json</a>.
          </p>
          ${[...groups].map(
            ([tag, entries]) =>
              html`<h2>${tag}</h2>
                ${entries.map(section)}`,
          )}
        </main>
      </body>
    </html>`;
}

function entriesOf({ paths = {} }: ApiDocument): Entry[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      operation
        ? [{ ...operation, method: method.toUpperCase(), path, id: operation.operationId ?? `${method}-${path}` }]
        : [],
    ),
  );
}

const link = ({ id, method, path }: Entry) =>
  html`<li>
    <a href="#${id}"><b class="${method.toLowerCase()}">${method}</b> ${path}</a>
  </li>`;

function section(entry: Entry) {
  const body = schemaOf(entry.requestBody);
  const answers = Object.entries(entry.responses ?? {}).filter(([status]) => status.startsWith('2'));
  return html`<section id="${entry.id}">
    <h3><b class="${entry.method.toLowerCase()}">${entry.method}</b> <code>${entry.path}</code></h3>
    <p><strong>${entry.summary}.</strong> ${entry.description}</p>
    ${parameters(entry)}
    ${
      body
        ? html`<h4>Body</h4>
            <pre>${schemaText(body)}</pre>`
        : ''
    }
    ${answers.map(([status, answer]) => answered(status, schemaOf(answer)))}
    <p class="errors">${entry.responses?.['default']?.description}</p>
  </section>`;
}

function parameters({ parameters: list = [] }: Entry) {
  if (list.length === 0) return '';
  return html`<table>
    <tr>
      <th>Parameter</th>
      <th>Where</th>
      <th>Type</th>
      <th></th>
    </tr>
    ${list.map(({ name, in: where, required, description, schema = {} }) => {
      const notes = [description, limitsText(schema)].filter(Boolean).join(' ');
      return html`<tr>
        <td><code>${name}${required ? '' : '?'}</code></td>
        <td>${where}</td>
        <td><code>${schemaText(schema)}</code></td>
        <td>${notes}</td>
      </tr>`;
    })}
  </table>`;
}

const answered = (status: string, schema: Schema | undefined) =>
  schema
    ? html`<h4>${status}</h4>
        <pre>${schemaText(schema)}</pre>`
    : html`<h4>${status}, without a body</h4>`;

const schemaOf = (part: Content | undefined): Schema | undefined => part?.content?.['application/json']?.schema;
