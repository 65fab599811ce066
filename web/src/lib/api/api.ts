import { alertsApi } from './alerts.ts';
import { attentionApi } from './attention.ts';
import { bulkApi } from './bulk.ts';
import { chatsApi } from './chats.ts';
import { analyticsApi, companiesApi, neighbourApi } from './companies.ts';
import { outsideApi } from './crm/outside.ts';
import { contactsApi } from './contacts.ts';
import { documentTemplatesApi } from './crm/document-templates.ts';
import { hooksApi } from './crm/hooks.ts';
import { documentsApi } from './documents.ts';
import { exportsApi } from './exports.ts';
import { goldenChatsApi } from './golden.ts';
import { importsApi } from './crm/imports.ts';
import { linksApi } from './links.ts';
import { facebookApi, pagesApi } from './pages.ts';
import { employeesApi, leavesApi, operatorsApi, presenceApi, teamsApi } from './people.ts';
import { readyRepliesApi } from './ready-replies.ts';
import { leadsApi, ordersApi, sourcesApi, statusesApi } from './records.ts';
import { searchApi } from './search.ts';
import { demoApi, meApi, sessionApi } from './session.ts';
import { settingsApi } from './settings.ts';
import { troublesApi } from './troubles.ts';
import { addressOf, sizeOf, upload } from './upload.ts';

/** The desk's only door to the server. Every call answers a result or throws an ApiError. */
export const api = {
  alerts: alertsApi,
  attention: attentionApi,
  bulk: bulkApi,
  chats: chatsApi,
  companies: companiesApi,
  contacts: contactsApi,
  demo: demoApi,
  documents: documentsApi,
  documentTemplates: documentTemplatesApi,
  employees: employeesApi,
  exports: exportsApi,
  facebook: facebookApi,
  files: { upload, size: sizeOf, address: addressOf },
  goldenChats: goldenChatsApi,
  leads: leadsApi,
  leaves: leavesApi,
  imports: importsApi,
  links: linksApi,
  me: meApi,
  operators: operatorsApi,
  orders: ordersApi,
  neighbour: neighbourApi,
  analytics: analyticsApi,
  hooks: hooksApi,
  outside: outsideApi,
  pages: pagesApi,
  presence: presenceApi,
  readyReplies: readyRepliesApi,
  search: searchApi,
  session: sessionApi,
  settings: settingsApi,
  sources: sourcesApi,
  statuses: statusesApi,
  teams: teamsApi,
  troubles: troublesApi,
};
