import type { InferResponseType } from 'hono/client';
import type { client } from './client.ts';

type Client = typeof client.api;

export type SessionBody = InferResponseType<Client['session']['$get'], 200>;
/** The log-ins of the demo company, where there is one. */
export type DemoBody = InferResponseType<Client['demo']['$get'], 200>;
export type Role = SessionBody['employee']['roles'][number];
export type Language = SessionBody['employee']['language'];
export type PageOfSession = SessionBody['pages'][number];
export type PageHealth = PageOfSession['health'];
/** How a page is, by its own workflow; and what happened to it. */
export type PageCard = InferResponseType<Client['pages'][':id']['health']['$get'], 200>;
export type PageCheck = PageCard['checks'][number];
export type PageHistory = InferResponseType<Client['pages'][':id']['history']['$get'], 200>;

export type List<Item> = { items: Item[]; total: number; page: number; pageSize: number };
/** Of which not everything may be counted. */
export type CountedList<Item> = List<Item> & { totalIsExact: boolean };

export type Chat = InferResponseType<Client['chats'][':number']['$get'], 200>;
/** Where in a chat the words stand that were searched for. */
export type Hit = NonNullable<InferResponseType<Client['chats']['$get'], 200>['items'][number]['hit']>;
/** A chat of a list, and where in it the words stand that it was searched for. */
export type ListedChat = Chat & { hit?: Hit | null };
/** What one search over everything found. */
export type SearchHit = InferResponseType<Client['search']['$get'], 200>['items'][number];
/** Another chat of the same client. */
export type Sibling = InferResponseType<Client['chats'][':number']['siblings']['$get'], 200>['items'][number];
export type ChatStatus = Chat['status'];
/** How many chats stand in each section of the inbox. */
export type SectionCounts = InferResponseType<Client['chats']['sections']['$get'], 200>;
export type OpenSection = SectionCounts['sections'][number]['name'];
export type SectionPage = InferResponseType<Client['chats']['sections'][':section']['$get'], 200>;
/** A file of chats, made or being made. */
export type Export = InferResponseType<Client['exports']['$get'], 200>['items'][number];
export type ExportFormat = Export['format'];
export type Deadline = Chat['deadlines'][number];
export type DeadlineKind = Deadline['kind'];
export type Person = Chat['operators'][number];
/** Who may be added to a chat, or be given it. */
export type Colleague = InferResponseType<Client['chats'][':number']['colleagues']['$get'], 200>['items'][number];
export type Message = InferResponseType<Client['chats'][':number']['messages']['$get'], 200>['items'][number];
/** What a message answers, in a line. */
export type Quoted = NonNullable<NonNullable<Message['quote']>['message']>;
export type Attachment = Message['attachments'][number];
export type FailureReason = NonNullable<Message['reason']>;
export type Entry = InferResponseType<Client['chats'][':number']['timeline']['$get'], 200>['items'][number];

/** What happened to the person who is logged in, and of what they want to hear. */
export type AlertsBody = InferResponseType<Client['me']['alerts']['$get'], 200>;
export type Alert = AlertsBody['items'][number];
export type AlertChoice = AlertsBody['choice'];

/** Who looks at a chat and who types in it, as the live stream tells it. */
export type AttentionOfChat = InferResponseType<Client['chats'][':number']['attention']['$put'], 200>;
export type Doing = AttentionOfChat['people'][number]['doing'];

/** What was asked of many chats, and what became of it. */
export type Bulk = InferResponseType<Client['bulk'][':id']['$get'], 200>;

/** A table of contacts that somebody brings in, and a row of it. */
export type Import = InferResponseType<Client['imports'][':id']['$get'], 200>;
export type ImportRow = InferResponseType<Client['imports'][':id']['rows']['$get'], 200>['items'][number];
export type ImportColumn = Import['columns'][number];

/** In whose name documents are made out. */
export type Company = InferResponseType<Client['companies']['$get'], 200>['items'][number];

/** The Facebook application through which pages are connected, what Meta says of it, and a log-in. */
export type FacebookApp = InferResponseType<Client['facebook']['app']['$get'], 200>;
export type FacebookVerdict = InferResponseType<Client['facebook']['app']['trial']['$post'], 200>;
export type PageRemoval = InferResponseType<Client['pages'][':id']['removal']['$get'], 200>;
export type FacebookLogin = InferResponseType<Client['facebook']['logins'][':id']['$get'], 200>;

/** The CRM that the company has beside this one, and what came of asking it. */
export type Analytics = InferResponseType<Client['analytics']['$get'], 200>;
export type AnalyticsTrial = InferResponseType<Client['analytics']['trial']['$post'], 200>;
export type Neighbour = InferResponseType<Client['neighbour']['$get'], 200>;
/** A document of the chat's client in the company's other CRM. */
export type OutsideDocument = InferResponseType<
  Client['chats'][':number']['outside']['documents']['$get'],
  200
>['items'][number];
export type NeighbourTrial = InferResponseType<Client['neighbour']['trial']['$post'], 200>;

export type Document = InferResponseType<Client['documents']['$get'], 200>['items'][number];
/** One by itself: with what became of its last sending. */
export type DocumentCard = InferResponseType<Client['documents'][':id']['$get'], 200>;
export type DocumentKind = Document['kind'];
export type Currency = Document['currency'];
/** What documents of a kind begin with, as its newest version says. */
export type DocumentTemplate = InferResponseType<Client['document-templates']['$get'], 200>['items'][number];
export type TemplateVersion = InferResponseType<
  Client['document-templates'][':id']['versions']['$get'],
  200
>['items'][number];

export type Contact = InferResponseType<Client['contacts']['$get'], 200>['items'][number];
/** One by itself, with those that have the same phone or e-mail. */
export type ContactCard = InferResponseType<Client['contacts'][':id']['$get'], 200>;
/** Something that happened with a contact. */
export type ContactLine = InferResponseType<Client['contacts'][':id']['timeline']['$get'], 200>['items'][number];
export type ContactSummary = InferResponseType<Client['contacts'][':id']['summary']['$get'], 200>;
export type ContactChat = InferResponseType<Client['contacts'][':id']['chats']['$get'], 200>['items'][number];
export type ContactChange = InferResponseType<Client['contacts'][':id']['history']['$get'], 200>['items'][number];
/** A contact that may be the same one, and one that was made so. */
export type Candidate = InferResponseType<Client['contacts'][':id']['duplicates']['$get'], 200>['items'][number];
export type ContactMerge = InferResponseType<Client['contacts'][':id']['merges']['$get'], 200>['items'][number];
export type MergedField = InferResponseType<
  Client['contacts'][':id']['merges'][':mergeId']['$delete'],
  200
>['kept'][number];
export type ContactMatch = InferResponseType<Client['chats'][':number']['contacts']['$get'], 200>['matches'][number];

/** How an operator was chosen, or why nobody. */
export type Assignment = InferResponseType<Client['chats'][':number']['assignments'][':assignmentId']['$get'], 200>;
export type Considered = Assignment['considered'][number];
export type Remark = Considered['pros'][number];
export type Waiting = NonNullable<Chat['waiting']>;

export type Token = InferResponseType<Client['tokens']['$get'], 200>['items'][number];
export type NewToken = InferResponseType<Client['tokens']['$post'], 201>;
export type Employee = InferResponseType<Client['employees']['$get'], 200>['items'][number];
/** By what somebody gets in without their password. */
export type EntryOf = InferResponseType<Client['employees'][':id']['entry']['$get'], 200>;
export type ConnectedPage = InferResponseType<Client['pages']['$get'], 200>['items'][number];
export type Team = InferResponseType<Client['teams']['$get'], 200>['items'][number];

export type ReadyReply = InferResponseType<Client['ready-replies']['$get'], 200>['items'][number];
/** One with this chat's values. */
export type OfferedReply = InferResponseType<Client['chats'][':number']['ready-replies']['$get'], 200>['items'][number];

/** What is not all right, what was, and counts. */
export type Troubles = InferResponseType<Client['troubles']['$get'], 200>;
export type Trouble = Troubles['present'][number];

export type PresenceItem = InferResponseType<Client['presence']['$get'], 200>['items'][number];
export type OwnPresence = InferResponseType<Client['me']['presence']['$put'], 200>;
export type PresenceMode = OwnPresence['mode'];
export type PresenceSpan = InferResponseType<Client['employees'][':id']['presence']['$get'], 200>['items'][number];
export type Operator = InferResponseType<Client['operators']['$get'], 200>['items'][number];
export type Leave = InferResponseType<Client['leaves']['$get'], 200>['items'][number];
/** What the live stream tells of one employee's presence. */
export type PresenceChange = Pick<PresenceItem, 'state' | 'since' | 'reason'> & { employeeId: string };

type SettingsClient = Client['settings'];
export type PublishedSettings = InferResponseType<SettingsClient['$get'], 200>;
export type Settings = PublishedSettings['settings'];
export type DraftAnswer = InferResponseType<SettingsClient['draft']['$get'], 200>;
/** A fault, which blocks publishing, or a warning, which does not. */
export type Finding = DraftAnswer['check']['faults' | 'warnings'][number];
export type SettingsVersion = InferResponseType<SettingsClient['history']['$get'], 200>['items'][number];
/** What settings would make of a golden chat. */
export type GoldenResult = InferResponseType<SettingsClient['golden-run']['$post'], 200>['items'][number];
export type GoldenDifference = GoldenResult['differences'][number];
export type GoldenLine = NonNullable<GoldenDifference['actual']>;
export type GoldenChat = InferResponseType<Client['golden-chats']['$get'], 200>['items'][number];
export type TemplatePreview = InferResponseType<SettingsClient['preview']['$post'], 200>;
export type Estimate = InferResponseType<SettingsClient['what-if']['$post'], 200>;
export type ShadowReport = InferResponseType<SettingsClient['shadow']['$get'], 200>;

export type UploadedFile = InferResponseType<Client['files']['$post'], 201>;
/** The file of an automatic message, as the settings name it. */
export type AttachedFile = { fileId: string; name: string };

export type Lead = InferResponseType<Client['leads'][':id']['$get'], 200>;
export type Order = InferResponseType<Client['orders'][':id']['$get'], 200>;
/** A field of a lead or an order that was changed. */
export type RecordChange = InferResponseType<Client['orders'][':id']['history']['$get'], 200>['items'][number];
/** What became of a lead, and contacts that it may be of. */
export type LeadConversion = InferResponseType<Client['leads'][':id']['conversion']['$get'], 200>;
/** A source or a status of a list that admins keep. */
export type Source = InferResponseType<Client['sources']['$get'], 200>['items'][number];
export type RecordStatus = InferResponseType<Client['statuses']['$get'], 200>['items'][number];
export type RecordKind = Source['kind'];
/** What the client of a chat is linked to, and what may be theirs. */
export type Links = InferResponseType<Client['chats'][':number']['links']['$get'], 200>;
export type ChatOfLead = InferResponseType<Client['leads'][':id']['chats']['$get'], 200>['items'][number];
