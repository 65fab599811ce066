import { Hono } from 'hono';
import type { Attempts } from './access/attempts.ts';
import { asking } from './chats/contact-routes.ts';
import { alerts } from './alerts/routes.ts';
import { analytics } from './analytics/routes.ts';
import { bin, deletion } from './bin/routes.ts';
import { bulk } from './bulk/routes.ts';
import { attachments, attachmentsOf } from './attachments/routes.ts';
import { attention } from './attention/routes.ts';
import { chatOperators } from './chats/list-routes.ts';
import { operators } from './chats/operator-routes.ts';
import { chats } from './chats/routes.ts';
import { sections } from './chats/section-routes.ts';
import { chatStatus } from './chats/status-routes.ts';
import { opening } from './chats/opening-routes.ts';
import { siblings } from './chats/sibling-routes.ts';
import { transfers } from './chats/transfer-routes.ts';
import { codec } from './codec/routes.ts';
import { companies } from './companies/routes.ts';
import { contactLink } from './contacts/link-routes.ts';
import { chatLinks } from './links/routes.ts';
import { conversions } from './leads/conversion/routes.ts';
import { leads } from './leads/routes.ts';
import { orders } from './orders/routes.ts';
import { sources, statuses } from './records/routes.ts';
import { contactMerges } from './contacts/merge-routes.ts';
import { contactTimeline } from './contacts/timeline/routes.ts';
import { contactRemoval, contacts } from './contacts/routes.ts';
import { documentTemplates } from './document-templates/routes.ts';
import { documents } from './documents/routes.ts';
import { demo } from './demo/routes.ts';
import { exports } from './exports/routes.ts';
import { facebook } from './facebook/routes.ts';
import { files } from './files/routes.ts';
import { goldenChats } from './golden/routes.ts';
import { goldenRun } from './golden/run-routes.ts';
import { hookDeliveries } from './hooks/delivery-routes.ts';
import { hooks } from './hooks/routes.ts';
import { health } from './health/routes.ts';
import type { ApiDeps, ApiEnv } from './http/deps.ts';
import { IMPORT_PATH, UPLOAD_PATH } from './http/guards.ts';
import { imports } from './imports/routes.ts';
import { changes } from './live/routes.ts';
import { finding } from './messages/find-routes.ts';
import { messages } from './messages/routes.ts';
import { messageEvents } from './messages/event-routes.ts';
import { reactions } from './messages/reaction-routes.ts';
import { neighbour } from './neighbour/routes.ts';
import { outside } from './outside/routes.ts';
import { pageHealth } from './pages/health/routes.ts';
import { pages } from './pages/routes.ts';
import { employees } from './people/employee-routes.ts';
import { teams } from './people/team-routes.ts';
import { leaves } from './presence/leave-routes.ts';
import { presenceOfMe } from './presence/own-routes.ts';
import { employeePresence, presence, workload } from './presence/routes.ts';
import { chatReadyReplies } from './ready-replies/chat-routes.ts';
import { readyReplies } from './ready-replies/routes.ts';
import { assignments } from './routing/assignment-routes.ts';
import { settingsTrial } from './routing/trial-routes.ts';
import { searches } from './search/routes.ts';
import { employeeEntry } from './session/employee-entry-routes.ts';
import { sharedDocuments } from './shared-documents/routes.ts';
import { sessions } from './session/list-routes.ts';
import { ownAccount } from './session/me-routes.ts';
import { session } from './session/routes.ts';
import { tokens } from './session/token-routes.ts';
import { settingsDraft } from './settings/draft-routes.ts';
import { settings } from './settings/routes.ts';
import { settingsHistory, settingsVersions } from './settings/version-routes.ts';
import { troubles } from './troubles/routes.ts';
import { parkedEvents } from './webhooks/parked-routes.ts';
import { webhooks } from './webhooks/routes.ts';
import { widgetOfPage, widgetScript } from './widget/routes.ts';

/** Every route but those that serve the description, under its address. */
export function mount(app: Hono<ApiEnv>, deps: ApiDeps, attempts: Attempts) {
  return app
    .route('/health', health(deps))
    .route('/webhooks', webhooks(deps))
    .route('/widget.js', widgetScript(deps))
    .route('/api/session', session(deps, attempts))
    .route('/api/demo', demo(deps))
    .route('/api/sessions', sessions(deps))
    .route('/api/me', ownAccount(deps, attempts))
    .route('/api/me', presenceOfMe(deps))
    .route('/api/me', alerts(deps))
    .route('/api/tokens', tokens(deps))
    .route('/api/chats', ofChats(deps))
    .route('/api/search', searches(deps))
    .route('/api/bulk', bulk(deps))
    .route('/api/deleted-chats', bin(deps))
    .route('/api/changes', changes(deps))
    .route('/api', ofCrm(deps))
    .route('/api/employees', ofEmployees(deps))
    .route('/api/teams', teams(deps))
    .route('/api/presence', presence(deps))
    .route('/api/operators', workload(deps))
    .route('/api/leaves', leaves(deps))
    .route('/api/facebook', facebook(deps))
    .route('/api/pages', ofPages(deps))
    .route('/api/pages/:id/settings', ofSettings(deps))
    .route('/api/settings', ofSettings(deps))
    .route('/api/settings/history', settingsHistory(deps))
    .route('/api/golden-chats', goldenChats(deps))
    .route(UPLOAD_PATH, files(deps))
    .route(IMPORT_PATH, imports(deps))
    .route('/api/attachments', attachments(deps))
    .route('/api/exports', exports(deps))
    .route('/api/ready-replies', readyReplies(deps))
    .route('/api', toOthers(deps))
    .route('/api/troubles', troubles(deps))
    .route('/api/parked-events', parkedEvents(deps))
    .route('/api/codec', codec(deps));
}

const ofChats = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .route('/', sections(deps))
    .route('/', chatOperators(deps))
    .route('/', chats(deps))
    .route('/', chatStatus(deps))
    .route('/', deletion(deps))
    .route('/', messages(deps))
    .route('/', reactions(deps))
    .route('/', finding(deps))
    .route('/', messageEvents(deps))
    .route('/', attachmentsOf(deps))
    .route('/', operators(deps))
    .route('/', transfers(deps))
    .route('/', siblings(deps))
    .route('/', opening(deps))
    .route('/', attention(deps))
    .route('/', asking(deps))
    .route('/', contactLink(deps))
    .route('/', chatLinks(deps))
    .route('/', outside(deps))
    .route('/', assignments(deps))
    .route('/', chatReadyReplies(deps));

const ofPages = (deps: ApiDeps) =>
  new Hono<ApiEnv>().route('/', pages(deps)).route('/', widgetOfPage(deps)).route('/', pageHealth(deps));

/** Who writes, what they asked for, and what is made out to them. */
const ofCrm = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .route('/contacts', contacts(deps))
    .route('/contacts', contactRemoval(deps))
    .route('/contacts', contactMerges(deps))
    .route('/contacts', contactTimeline(deps))
    .route('/companies', companies(deps))
    .route('/leads', leads(deps))
    .route('/leads', conversions(deps))
    .route('/orders', orders(deps))
    .route('/sources', sources(deps))
    .route('/statuses', statuses(deps))
    .route('/neighbour', neighbour(deps))
    .route('/documents', documents(deps))
    .route('/document-templates', documentTemplates(deps))
    .route('/shared-documents', sharedDocuments(deps));

/** What other systems are told. */
const toOthers = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .route('/analytics', analytics(deps))
    .route('/webhooks', hooks(deps))
    .route('/webhooks', hookDeliveries(deps));

const ofEmployees = (deps: ApiDeps) =>
  new Hono<ApiEnv>().route('/', employees(deps)).route('/', employeeEntry(deps)).route('/', employeePresence(deps));

/** Of the installation, or of a page. */
const ofSettings = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .route('/', settings(deps))
    .route('/versions', settingsVersions(deps))
    .route('/', settingsDraft(deps))
    .route('/', settingsTrial(deps))
    .route('/', goldenRun(deps));
