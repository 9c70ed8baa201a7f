import type { IndexName, TableName } from './database.ts'
import type { FunctionName } from './functions.ts'

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'ConditionCheckItem'

/** What a function may do with one table. Transactions need the rights of their parts. */
export interface TableRights {
  /** Actions on the table itself. */
  readonly table?: readonly Action[]
  /** Indexes it may query. */
  readonly query?: readonly IndexName[]
  /** The partition keys to which the actions are limited; `*` stands for any ending. */
  readonly partition?: string | readonly string[]
  /** The partition keys whose items it may delete. */
  readonly deletes?: string
}

const keys = (partition: string | readonly string[]): TableRights => ({ table: ['GetItem', 'PutItem'], partition })
const linkKeys = keys('KEY#links')
/** Calling somebody to send, without a say in the pace. */
const nudges: TableRights = { table: ['UpdateItem'], partition: 'NUDGE' }
const sessionKeys = keys('KEY#sessions')

/** What each function may do with each table: all of it, and nothing else. Streams, mail and logs come with what gives them. */
export const rights: Readonly<Record<FunctionName, Readonly<Partial<Record<TableName, TableRights | readonly TableRights[]>>>>> = {
  attendee: {
    programme: { table: ['GetItem', 'BatchGetItem', 'UpdateItem'], query: ['listing'] },
    people: { table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: ['waiting'] },
    feedback: { table: ['PutItem'] },
    keys: linkKeys,
  },
  organiser: {
    programme: [
      { table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: ['owner'] },
      { table: ['Query'], partition: 'FANOUT#*' },
    ],
    people: [
      { table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: ['byEvent', 'waiting'] },
      // Lists of addresses are read in pages, and people come off them.
      { table: ['Query'], partition: 'LIST#*', deletes: 'LIST#*' },
      // A registration with its mails, which tell what happened to it.
      { table: ['Query'], partition: 'REGISTRATION#*' },
    ],
    feedback: { table: ['GetItem'], partition: 'SUMMARY#*' },
    keys: keys(['KEY#sessions', 'KEY#links']),
  },
  steering: {
    programme: { table: ['GetItem'], query: ['listing'] },
    feedback: { table: ['GetItem', 'Query'] },
    keys: sessionKeys,
  },
  'sign-in': { keys: sessionKeys },
  assets: {},
  feeds: {
    programme: { table: ['GetItem'], query: ['listing'] },
    people: { table: ['GetItem', 'BatchGetItem'] },
    keys: linkKeys,
  },
  mail: {
    programme: { table: ['GetItem'], query: ['listing'] },
    people: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], deletes: 'PERSON#*', query: ['due'] },
    sending: { table: ['GetItem', 'UpdateItem'] },
    keys: linkKeys,
  },
  'mail-events': {
    people: { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
    keys: linkKeys,
  },
  'fan-out': {
    programme: { table: ['GetItem', 'UpdateItem'] },
    people: [
      { table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: ['byEvent'] },
      { table: ['Query'], partition: 'LIST#*' },
    ],
    keys: linkKeys,
    sending: nudges,
  },
  summaries: { feedback: [{ table: ['GetItem', 'UpdateItem'] }, { table: ['Query'], partition: 'COMMENTS#*' }] },
  clock: {
    programme: { table: ['GetItem', 'BatchGetItem', 'UpdateItem', 'PutItem', 'ConditionCheckItem'], query: ['due', 'listing'] },
    people: [
      { table: ['GetItem', 'BatchGetItem', 'UpdateItem', 'PutItem'], query: ['due', 'waiting'] },
      // Lists of invited people are deleted when their time is over.
      { table: ['Query'], partition: 'LIST#*', deletes: 'LIST#*' },
    ],
    sending: nudges,
  },
  seats: {
    programme: { table: ['BatchGetItem', 'UpdateItem', 'PutItem', 'ConditionCheckItem'] },
    people: { table: ['BatchGetItem', 'UpdateItem', 'PutItem'], query: ['waiting'] },
    ledger: { table: ['PutItem'] },
  },
  prove: {
    programme: { table: ['BatchGetItem', 'UpdateItem', 'ConditionCheckItem'], query: ['listing'] },
    people: { query: ['byEvent', 'waiting'] },
    ledger: { table: ['Query'] },
  },
  replies: {
    programme: { table: ['GetItem'], query: ['listing'] },
    people: { table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'] },
    keys: linkKeys,
  },
}

type FileAction = 'GetObject' | 'PutObject' | 'DeleteObject'

/** What each function may do with the files that people give as answers, itself or by what it signs for a browser; others may do nothing. */
export const fileRights: Readonly<Partial<Record<FunctionName, readonly FileAction[]>>> = {
  attendee: ['GetObject', 'PutObject', 'DeleteObject'],
  organiser: ['GetObject'],
}

/** Who may read the mails that SES stored, itself or by what it signs for a browser; nobody changes them. */
export const inboundReaders: readonly FunctionName[] = ['replies', 'organiser']
