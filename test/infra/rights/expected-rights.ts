import type { FunctionName } from '../../../infra/functions.ts'
import { attachments, files, listsFiles, mails, sentAttachments, uploads } from './object-rights.ts'

export const only = (...partitions: readonly string[]): string =>
  JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } })
const keys = (...partitions: readonly string[]): readonly string[] => [...each('GetItem PutItem', 'Keys', ...partitions)]
const each = (actions: string, table: string, ...partitions: readonly string[]): readonly string[] =>
  actions.split(' ').map((action) => `dynamodb:${action} ${table} ${only(...partitions)}`)
const queries = (...indexes: readonly string[]): readonly string[] => indexes.map((index) => `dynamodb:Query People/index/${index}`)
const records = `dynamodb:PutItem Audit ${only('AUDIT#*')}`
const sessions = ['GetItem', 'UpdateItem'].map((action) => `dynamodb:${action} Staff ${only('SESSION#*')}`)
const knownLinkKey = `dynamodb:GetItem Keys ${only('KEY#links')}`
export const partners = ['PARTNER-CALENDARS', 'PARTNER-EVENTS'] as const
const nudges = `dynamodb:UpdateItem Sending ${only('NUDGE')}`
const consumes = (construct: string, ...tables: readonly string[]): readonly string[] => [
  ...tables.flatMap((table) =>
    ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => `dynamodb:${action} ${table}/stream`),
  ),
  `sqs:SendMessage ${construct}FailuresQueue.Arn`,
]
const reads = (queue: string): readonly string[] =>
  ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action} ${queue}.Arn`)
const asSender = JSON.stringify({ StringEquals: { 'ses:FromAddress': 'invitations@events.iprocurenet.example' } })

/** What each function may do, action by action. */
export const expected: Readonly<Record<FunctionName, { readonly construct: string; readonly rights: readonly string[] }>> = {
  attendee: {
    construct: 'Attendee',
    rights: [
      `dynamodb:GetItem Programme ${only('EVENT#*', 'SERIES#*')}`,
      `dynamodb:BatchGetItem Programme ${only('EVENT#*', 'SEATS#*')}`,
      'dynamodb:Query Programme/index/listing',
      `dynamodb:UpdateItem Programme ${only('SEATS#*')}`,
      ...each('GetItem BatchGetItem', 'People', 'REGISTRATION#*', 'ADDRESS#*', 'LIST#*'),
      `dynamodb:Query People ${only('PROFILES#*')}`,
      `dynamodb:PutItem People ${only('REGISTRATION#*', 'PERSON#*', 'ADDRESS#*', 'REQUEST#*', 'PROOF#*')}`,
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'ADDRESS#*', 'HELD#*', 'RATE#*')}`,
      'dynamodb:Query People/index/waiting',
      `dynamodb:PutItem Feedback ${only('RESPONSES#*', 'COMMENTS#*')}`,
      ...keys('KEY#links'),
      `dynamodb:GetItem Staff ${only('SESSION#*')}`,
      ...files('GetObject', 'DeleteObject'),
      ...uploads('GetObject', 'PutObject', 'DeleteObject'),
      ...attachments('GetObject'),
    ],
  },
  organiser: {
    construct: 'Organiser',
    rights: [
      `dynamodb:GetItem Programme ${only('EVENT#*', 'FANOUT#*', 'SERIES#*', 'TEMPLATES')}`,
      `dynamodb:BatchGetItem Programme ${only('EVENT#*', 'SEATS#*')}`,
      'dynamodb:Query Programme/index/owner',
      'dynamodb:Query Programme/index/listing',
      `dynamodb:PutItem Programme ${only('EVENT#*', 'SEATS#*', 'FANOUT#*', 'SERIES#*', 'SHARED#*', 'SPEAKERS#*', 'TEMPLATES', 'PARTNER-CALENDARS')}`,
      `dynamodb:UpdateItem Programme ${only('EVENT#*', 'SEATS#*', 'FANOUT#*', 'PARTNER-CALENDARS')}`,
      `dynamodb:Query Programme ${only('FANOUT#*', 'SHARED#*', 'TEMPLATES', ...partners)}`,
      `dynamodb:DeleteItem Programme ${only('SHARED#*', 'SEATS#*', 'SERIES#*', 'TEMPLATES', ...partners)}`,
      ...each('GetItem BatchGetItem PutItem UpdateItem', 'People', 'REGISTRATION#*', 'LIST#*', 'ADDRESS#*'),
      `dynamodb:UpdateItem People ${only('HELD#*')}`,
      ...queries('byEvent', 'due', 'waiting'),
      `dynamodb:Query People ${only('LIST#*')}`,
      `dynamodb:Query People ${only('REGISTRATION#*')}`,
      ...each('Query GetItem PutItem DeleteItem', 'People', 'SPEAKERS#*'),
      ...each('PutItem DeleteItem', 'People', 'PROFILES#*'),
      `dynamodb:DeleteItem People ${only('LIST#*')}`,
      `dynamodb:GetItem Feedback ${only('SUMMARY#*')}`,
      ...keys('KEY#links'),
      ...sessions,
      records,
      `dynamodb:Query Audit ${only('AUDIT#*')}`,
      'dynamodb:Query Audit/index/audited',
      ...each('PutItem Query', 'Staff', 'TYPED#*'),
      `dynamodb:BatchGetItem Staff ${only('STAFF#*')}`,
      `dynamodb:GetItem Staff ${only('STAFF-ADDRESS#*')}`,
      ...files('GetObject'),
      ...attachments('PutObject', 'DeleteObject'),
      ...sentAttachments('GetObject', 'PutObject', 'DeleteObject'),
      mails,
    ],
  },
  steering: {
    construct: 'Steering',
    rights: [
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      'dynamodb:Query Programme/index/listing',
      `dynamodb:Query Programme ${only('PROPOSAL#*')}`,
      `dynamodb:GetItem Feedback ${only('SUMMARY#*')}`,
      `dynamodb:Query Feedback ${only('COMMENTS#*')}`,
      ...sessions,
      records,
    ],
  },
  proposals: {
    construct: 'Proposals',
    rights: [
      ...each('Query PutItem', 'Programme', 'PROPOSAL#*', 'GROUP-LINKS'),
      'dynamodb:Query Programme/index/listing',
      ...each('GetItem DeleteItem', 'Programme', 'GROUP-LINKS'),
      ...each('Query PutItem', 'Staff', 'STEERING'),
      ...sessions,
      ...each('PutItem Query', 'Staff', 'TYPED#*'),
      records,
    ],
  },
  speakers: {
    construct: 'Speakers',
    rights: [
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      ...each('GetItem PutItem', 'People', 'SPEAKERS#*'),
      ...each('PutItem DeleteItem', 'People', 'PROFILES#*'),
      `dynamodb:PutItem People ${only('REGISTRATION#person-*')}`,
      knownLinkKey,
    ],
  },
  'sign-in': {
    construct: 'SignIn',
    rights: [
      ...keys('KEY#sessions'),
      ...sessions,
      records,
      `dynamodb:PutItem Staff ${only('SESSION#*', 'STAFF#*', 'STAFF-ADDRESS#*', 'STEERING')}`,
      `dynamodb:DeleteItem Staff ${only('STEERING')}`,
    ],
  },
  assets: { construct: 'Assets', rights: [] },
  feeds: {
    construct: 'Feeds',
    rights: [
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      'dynamodb:Query Programme/index/listing',
      `dynamodb:GetItem People ${only('REGISTRATION#*', 'ADDRESS#*')}`,
      `dynamodb:BatchGetItem People ${only('REGISTRATION#*')}`,
      `dynamodb:Query People ${only('PROFILES#*')}`,
      knownLinkKey,
    ],
  },
  pictures: { construct: 'Pictures', rights: [`dynamodb:GetItem Programme ${only('EVENT#*')}`] },
  'my-data': {
    construct: 'MyData',
    rights: [
      'dynamodb:Query Programme/index/listing',
      `dynamodb:BatchGetItem People ${only('REGISTRATION#*', 'LIST#*', 'SPEAKERS#*')}`,
      `dynamodb:Query People ${only('REGISTRATION#*', 'ADDRESS#*')}`,
      `dynamodb:PutItem People ${only('PERSON#*', 'ERASURE#*')}`,
      ...keys('KEY#links'),
      ...files('GetObject'),
      listsFiles,
    ],
  },
  mail: {
    construct: 'MailSender',
    rights: [
      ...consumes('MailSender', 'People', 'Sending'),
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      `dynamodb:Query Programme ${only('PROPOSAL#*')}`,
      'dynamodb:Query Programme/index/listing',
      ...each('GetItem BatchGetItem', 'People', 'REGISTRATION#*', 'ADDRESS#*', 'LIST#*', 'SPEAKERS#*'),
      `dynamodb:Query People ${only('REGISTRATION#*', 'ADDRESS#*')}`,
      `dynamodb:PutItem People ${only('REGISTRATION#*', 'PERSON#*')}`,
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'ADDRESS#*', 'RATE#*')}`,
      `dynamodb:DeleteItem People ${only('PERSON#*')}`,
      'dynamodb:Query People/index/due',
      ...each('GetItem UpdateItem', 'Sending', 'PACE', 'NUDGE', 'NUDGE#*'),
      'ses:GetSendQuota *',
      ...keys('KEY#links'),
      `ses:SendRawEmail ses configuration-set/MailMails ${asSender}`,
      `ses:SendRawEmail ses identity/MailDomain ${asSender}`,
    ],
  },
  'fan-out': {
    construct: 'FanOut',
    rights: [
      ...consumes('FanOut', 'Programme'),
      `dynamodb:GetItem Programme ${only('FANOUT#*')}`,
      `dynamodb:UpdateItem Programme ${only('FANOUT#*', 'SEATS#*')}`,
      'dynamodb:Query People/index/byEvent',
      ...each('GetItem BatchGetItem', 'People', 'REGISTRATION#*', 'LIST#*'),
      `dynamodb:PutItem People ${only('REGISTRATION#*')}`,
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'LIST#*')}`,
      `dynamodb:Query People ${only('LIST#*')}`,
      ...keys('KEY#links'),
      nudges,
    ],
  },
  'mail-events': {
    construct: 'MailFollower',
    rights: [
      ...['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map((action) => `sqs:${action} MailEventsQueue.Arn`),
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'ADDRESS#*')}`,
      knownLinkKey,
    ],
  },
  summaries: {
    construct: 'Summaries',
    rights: [
      ...consumes('Summaries', 'People', 'Feedback'),
      `dynamodb:GetItem Feedback ${only('SUMMARY#*')}`,
      `dynamodb:Query Feedback ${only('COMMENTS#*')}`,
      `dynamodb:UpdateItem Feedback ${only('SUMMARY#*')}`,
      `dynamodb:UpdateItem Feedback ${only('COMMENTS#*')}`,
    ],
  },
  clock: {
    construct: 'ClockWork',
    rights: [
      `dynamodb:BatchGetItem Programme ${only('EVENT#*', 'SEATS#*')}`,
      `dynamodb:ConditionCheckItem Programme ${only('EVENT#*')}`,
      'dynamodb:Query Programme/index/due',
      'dynamodb:Query Programme/index/listing',
      `dynamodb:UpdateItem Programme ${only('EVENT#*', 'SEATS#*', 'FANOUT#*')}`,
      `dynamodb:PutItem Programme ${only('EVENT#*', 'SEATS#*', 'FANOUT#*', 'SHARED#*', 'SPEAKERS#*')}`,
      ...each('Query PutItem', 'Programme', 'PROPOSAL#*'),
      `dynamodb:DeleteItem Programme ${only('SPEAKERS#*')}`,
      ...each('Query PutItem', 'People', 'SPEAKERS#*'),
      ...each('PutItem DeleteItem', 'People', 'PROFILES#*'),
      `dynamodb:GetItem People ${only('REGISTRATION#*')}`,
      `dynamodb:GetItem Programme ${only('EVENT#*', 'FANOUT#*')}`,
      `dynamodb:BatchGetItem People ${only('REGISTRATION#*')}`,
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'HELD#*', 'PERSON#*')}`,
      `dynamodb:PutItem People ${only('REGISTRATION#*')}`,
      ...queries('due', 'waiting', 'byEvent'),
      ...keys('KEY#links'),
      `dynamodb:BatchGetItem Staff ${only('STAFF#*')}`,
      `dynamodb:Query Staff ${only('STEERING')}`,
      nudges,
    ],
  },
  erasure: {
    construct: 'Erasure',
    rights: [
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      ...each('BatchGetItem UpdateItem', 'Programme', 'EVENT#*', 'SEATS#*'),
      'dynamodb:Query Programme/index/due',
      'dynamodb:Query Programme/index/listing',
      `dynamodb:GetItem People ${only('REGISTRATION#*', 'LIST#*', 'ERASURE#*', 'UPLOAD#*')}`,
      `dynamodb:BatchGetItem People ${only('REGISTRATION#*', 'LIST#*', 'SPEAKERS#*')}`,
      `dynamodb:PutItem People ${only('REGISTRATION#*', 'ADDRESS#*', 'LIST#*', 'ERASURE#*')}`,
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'ADDRESS#*', 'LIST#*', 'ERASURE#*', 'HELD#*', 'UPLOAD#*')}`,
      ...queries('byEvent', 'due', 'waiting'),
      `dynamodb:Query People ${only('REGISTRATION#*', 'ADDRESS#*', 'PERSON#*', 'LIST#*')}`,
      `dynamodb:DeleteItem People ${only('REGISTRATION#*', 'ADDRESS#*', 'PERSON#*', 'LIST#*', 'ERASURE#*', 'UPLOAD#*', 'SPEAKERS#*', 'PROFILES#*')}`,
      knownLinkKey,
      records,
      ...files('DeleteObject'),
      ...attachments('DeleteObject'),
      listsFiles,
      's3:DeleteObject InboundLetters.Arn/inbound/*',
    ],
  },
  seats: {
    construct: 'Seats',
    rights: [
      ...consumes('Seats', 'Programme'),
      `dynamodb:BatchGetItem Programme ${only('EVENT#*', 'SEATS#*')}`,
      `dynamodb:ConditionCheckItem Programme ${only('EVENT#*')}`,
      ...each('UpdateItem PutItem', 'Programme', 'SEATS#*'),
      'dynamodb:Query People/index/waiting',
      ...each('BatchGetItem UpdateItem', 'People', 'REGISTRATION#*'),
      `dynamodb:UpdateItem People ${only('HELD#*')}`,
      `dynamodb:PutItem People ${only('REGISTRATION#*')}`,
      'dynamodb:PutItem Ledger',
    ],
  },
  prove: {
    construct: 'Prove',
    rights: [
      `dynamodb:BatchGetItem Programme ${only('EVENT#*', 'SEATS#*')}`,
      `dynamodb:ConditionCheckItem Programme ${only('EVENT#*')}`,
      'dynamodb:Query Programme/index/listing',
      `dynamodb:UpdateItem Programme ${only('SEATS#*')}`,
      ...queries('waiting', 'byEvent'),
      'dynamodb:Query Ledger',
    ],
  },
  partners: { construct: 'Partners', rights: each('Query UpdateItem PutItem', 'Programme', ...partners) },
  uploads: {
    construct: 'Uploads',
    rights: [
      ...reads('FilesUploads'),
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      `dynamodb:GetItem People ${only('REGISTRATION#*')}`,
      `dynamodb:PutItem People ${only('UPLOAD#*')}`,
      ...files('GetObject', 'PutObject'),
      ...uploads('GetObject', 'DeleteObject'),
    ],
  },
  replies: {
    construct: 'Replies',
    rights: [
      ...reads('InboundMails'),
      mails,
      `dynamodb:GetItem Programme ${only('EVENT#*')}`,
      'dynamodb:Query Programme/index/listing',
      ...each('GetItem BatchGetItem PutItem UpdateItem', 'People', 'REGISTRATION#*', 'ADDRESS#*'),
      `dynamodb:UpdateItem People ${only('RATE#*')}`,
      ...keys('KEY#links'),
    ],
  },
}
