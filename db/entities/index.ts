import { Chat, ChatOperator, Timeline } from '#db/entities/chat.ts';
import { Contact } from '#db/entities/contact.ts';
import { Account, ApiToken, Employee, LoginAttempt, Session, Verification } from '#db/entities/employee.ts';
import { StoredFile } from '#db/entities/file.ts';
import { GoldenChat } from '#db/entities/golden.ts';
import { Audit, Change, ChatInput, Delivery, EarlyEvent, InboundEvent, Installation } from '#db/entities/inbox.ts';
import { DataKey } from '#db/entities/key.ts';
import { Message } from '#db/entities/message.ts';
import { Client, Page, PageAccess, PagePace } from '#db/entities/page.ts';
import { RoutingPolicy, RoutingRecord, RoutingTurn, WaitingRoom } from '#db/entities/routing.ts';
import { Leave, Presence, PresenceSpan, PresenceTab, Team, TeamMember } from '#db/entities/presence.ts';
import { SettingsDraft, SettingsVersion } from '#db/entities/settings.ts';
import { Trouble } from '#db/entities/trouble.ts';

export const entities = [
  Employee,
  Session,
  Account,
  Verification,
  ApiToken,
  LoginAttempt,
  Page,
  PageAccess,
  PagePace,
  Client,
  Chat,
  ChatOperator,
  Timeline,
  Message,
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
  RoutingPolicy,
  RoutingRecord,
  WaitingRoom,
  RoutingTurn,
  Contact,
  Presence,
  PresenceTab,
  PresenceSpan,
  Leave,
  Team,
  TeamMember,
  GoldenChat,
  Trouble,
  DataKey,
];
