import { Chat, ChatOperator, DeletedChat, Timeline } from '#db/entities/chat.ts';
import { ChatCount, ChatCountDelta, ChatPlace, ChatPlaceDelta } from '#db/entities/chat-count.ts';
import { NamedChat, NamedChatDue, NameWord } from '#db/entities/chats/named-chat.ts';
import { ReceivedFile } from '#db/entities/attachment.ts';
import { Company } from '#db/entities/documents/company.ts';
import { Contact } from '#db/entities/contact.ts';
import { ContactHistory } from '#db/entities/crm/contact-history.ts';
import { ContactImport, ContactImportRow } from '#db/entities/crm/contact-import.ts';
import { ContactMerge } from '#db/entities/crm/contact-merge.ts';
import { ContactMember, ContactPoint } from '#db/entities/crm/contact-point.ts';
import { Account, LoginAttempt, Verification } from '#db/entities/account.ts';
import { ApiToken, Session } from '#db/entities/session.ts';
import { AlertChoice, Employee } from '#db/entities/employee.ts';
import { Export, FileUpload, LooseObject, StoredFile } from '#db/entities/file.ts';
import { GoldenChat } from '#db/entities/golden.ts';
import { Audit, Installation } from '#db/entities/installation.ts';
import { Change } from '#db/entities/change.ts';
import { Bulk, BulkItem, ChatInput } from '#db/entities/chat-input.ts';
import { Delivery, EarlyEvent, InboundEvent } from '#db/entities/inbound.ts';
import { DataKey } from '#db/entities/key.ts';
import { Message, MessageWords } from '#db/entities/message.ts';
import { Client, ClientAddress, ClientWords } from '#db/entities/client.ts';
import { ClientLead } from '#db/entities/records/client-lead.ts';
import { ClientOrder } from '#db/entities/records/client-order.ts';
import { Lead } from '#db/entities/records/lead.ts';
import { LeadConversion } from '#db/entities/records/lead-conversion.ts';
import { LeadRequest } from '#db/entities/records/lead-request.ts';
import { CustomerOrder, OrderLine } from '#db/entities/records/order.ts';
import { NeighbourTask } from '#db/entities/records/neighbour-task.ts';
import { RecordHistory } from '#db/entities/records/record-history.ts';
import { RecordStatus, Source } from '#db/entities/records/source.ts';
import { AnalyticsClient, AnalyticsHit } from '#db/entities/outgoing/analytics.ts';
import { OutgoingEvent } from '#db/entities/outgoing/outgoing-event.ts';
import { Webhook, WebhookAttempt, WebhookDelivery } from '#db/entities/outgoing/webhook.ts';
import { PageReaction } from '#db/entities/reaction/page-reaction.ts';
import { FacebookLogin } from '#db/entities/facebook/facebook-login.ts';
import { Page, PageAccess, PagePace } from '#db/entities/page.ts';
import { KeptHealth, PageHealthEvent, PageHour, PageUsage } from '#db/entities/page-health/page-health.ts';
import { RoutingPolicy, RoutingRecord, RoutingTurn } from '#db/entities/routing.ts';
import { WaitingRoom } from '#db/entities/waiting-room.ts';
import { Leave } from '#db/entities/leave.ts';
import { Presence, PresenceSpan, PresenceTab } from '#db/entities/presence.ts';
import { Team, TeamMember } from '#db/entities/team.ts';
import {
  ReadyReply,
  ReadyReplyFile,
  ReadyReplyPage,
  ReadyReplyUse,
  SettingsDraft,
  SettingsVersion,
} from '#db/entities/settings.ts';
import { Document, DocumentCounter } from '#db/entities/documents/document.ts';
import { DocumentSending } from '#db/entities/documents/sending.ts';
import { DocumentTemplate, DocumentTemplateVersion } from '#db/entities/documents/template.ts';
import { Trouble } from '#db/entities/trouble.ts';

export const entities = [
  Employee,
  Session,
  Account,
  Verification,
  ApiToken,
  AlertChoice,
  LoginAttempt,
  Page,
  PageAccess,
  PagePace,
  KeptHealth,
  PageHealthEvent,
  PageHour,
  PageUsage,
  FacebookLogin,
  Client,
  Chat,
  ChatOperator,
  DeletedChat,
  Timeline,
  Message,
  PageReaction,
  InboundEvent,
  EarlyEvent,
  Delivery,
  ChatInput,
  Change,
  Audit,
  Installation,
  SettingsVersion,
  SettingsDraft,
  StoredFile,
  FileUpload,
  LooseObject,
  Export,
  RoutingPolicy,
  RoutingRecord,
  WaitingRoom,
  RoutingTurn,
  Contact,
  Company,
  ContactPoint,
  ContactMember,
  ContactHistory,
  ContactMerge,
  ContactImport,
  ContactImportRow,
  Presence,
  PresenceTab,
  PresenceSpan,
  Leave,
  Team,
  TeamMember,
  GoldenChat,
  Document,
  DocumentCounter,
  DocumentSending,
  DocumentTemplate,
  DocumentTemplateVersion,
  Trouble,
  DataKey,
  ChatCount,
  ChatCountDelta,
  ChatPlace,
  ChatPlaceDelta,
  NamedChat,
  NamedChatDue,
  NameWord,
  ClientAddress,
  ClientWords,
  MessageWords,
  ReceivedFile,
  ReadyReply,
  ReadyReplyFile,
  ReadyReplyPage,
  ReadyReplyUse,
  Bulk,
  BulkItem,
  Source,
  RecordStatus,
  Lead,
  ClientLead,
  LeadRequest,
  NeighbourTask,
  CustomerOrder,
  OrderLine,
  ClientOrder,
  OutgoingEvent,
  AnalyticsHit,
  AnalyticsClient,
  Webhook,
  WebhookDelivery,
  WebhookAttempt,
  LeadConversion,
  RecordHistory,
];
