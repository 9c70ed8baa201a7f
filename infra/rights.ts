import type { IndexName, TableName } from './database.ts'
import type { FunctionName } from './functions.ts'

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'ConditionCheckItem'

/** What a function may do with one table. Transactions need the rights of their parts. */
export interface TableRights {
  /** Actions on the table itself. */
  readonly table?: readonly Action[]
  /** Indexes it may query. */
  readonly query?: readonly IndexName[]
  /** The partition keys that the actions are limited to; `*` matches any ending. */
  readonly partition?: string | readonly string[]
  /** The partition keys whose items it may delete. Only `erasure` deletes people; others take entries off lists, speakers out of programmes, members of the steering group too, and finish requests. */
  readonly deletes?: string | readonly string[]
}

const keys = (partition: string | readonly string[]): TableRights => ({ table: ['GetItem', 'PutItem'], partition })
/** Using the key of links, and making it: only for functions that may be the first to sign. Nobody may change it. */
const linkKeys = keys('KEY#links')
/** Using it, if there is one. */
const knownLinkKeys: TableRights = { table: ['GetItem'], partition: 'KEY#links' }
/** Calling a worker to send, without control over the pace. */
const nudges: TableRights = { table: ['UpdateItem'], partition: 'NUDGE' }
/** Recording what staff do; nobody may change or delete it. */
const records: TableRights = { table: ['PutItem'], partition: 'AUDIT#*' }
/** Finding and continuing sign-in sessions. */
const sessions: TableRights = { table: ['GetItem', 'UpdateItem'], partition: 'SESSION#*' }

/** Publishing what everyone may know of a speaker, or taking it back. */
const profiles: TableRights = { table: ['PutItem'], partition: 'PROFILES#*', deletes: 'PROFILES#*' }
/** An event and its seat counters, without whom it is shared with and the mails about it. */
const eventParts = ['EVENT#*', 'SEATS#*'] as const

const partnerParts = ['PARTNER-CALENDARS', 'PARTNER-EVENTS'] as const

/** What each function may do with each table, and nothing else. Rights for streams, mail and logs are granted where those are set up. */
export const rights: Readonly<Record<FunctionName, Readonly<Partial<Record<TableName, TableRights | readonly TableRights[]>>>>> = {
  attendee: {
    programme: [
      { table: ['GetItem'], query: ['listing'], partition: ['EVENT#*', 'SERIES#*'] },
      { table: ['BatchGetItem'], partition: eventParts },
      { table: ['UpdateItem'], partition: 'SEATS#*' },
    ],
    people: [
      { table: ['GetItem', 'BatchGetItem'], query: ['waiting'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'LIST#*'] },
      { table: ['Query'], partition: 'PROFILES#*' },
      // Not the lists: nobody admits themselves.
      { table: ['PutItem'], partition: ['REGISTRATION#*', 'PERSON#*', 'ADDRESS#*', 'REQUEST#*', 'PROOF#*'] },
      { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'HELD#*', 'RATE#*'] },
    ],
    // Not the summaries, which follow from the responses.
    feedback: { table: ['PutItem'], partition: ['RESPONSES#*', 'COMMENTS#*'] },
    keys: linkKeys,
    // To show staff that they are signed in; it cannot continue a session.
    staff: { table: ['GetItem'], partition: 'SESSION#*' },
  },
  organiser: {
    programme: [
      { table: ['GetItem'], query: ['owner', 'listing'], partition: ['EVENT#*', 'FANOUT#*', 'SERIES#*', 'TEMPLATES'] },
      { table: ['BatchGetItem'], partition: eventParts },
      {
        table: ['PutItem'],
        partition: [...eventParts, 'FANOUT#*', 'SERIES#*', 'SHARED#*', 'SPEAKERS#*', 'TEMPLATES', 'PARTNER-CALENDARS'],
      },
      { table: ['UpdateItem'], partition: [...eventParts, 'FANOUT#*', 'PARTNER-CALENDARS'] },
      {
        table: ['Query'],
        partition: ['FANOUT#*', 'SHARED#*', 'TEMPLATES', ...partnerParts],
        deletes: ['SHARED#*', 'SEATS#*', 'SERIES#*', 'TEMPLATES', ...partnerParts],
      },
    ],
    people: [
      {
        table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
        query: ['byEvent', 'waiting', 'due'],
        partition: ['REGISTRATION#*', 'LIST#*', 'ADDRESS#*'],
      },
      { table: ['UpdateItem'], partition: 'HELD#*' },
      // Address lists are read in pages, and entries are removed.
      { table: ['Query'], partition: 'LIST#*', deletes: 'LIST#*' },
      { table: ['Query', 'GetItem', 'PutItem'], partition: 'SPEAKERS#*', deletes: 'SPEAKERS#*' },
      profiles,
      // A registration with its mails, for its history.
      { table: ['Query'], partition: 'REGISTRATION#*' },
    ],
    feedback: { table: ['GetItem'], partition: 'SUMMARY#*' },
    keys: linkKeys,
    audit: [records, { table: ['Query'], partition: 'AUDIT#*', query: ['audited'] }],
    staff: [
      sessions,
      { table: ['PutItem', 'Query'], partition: 'TYPED#*' },
      { table: ['BatchGetItem'], partition: 'STAFF#*' },
      { table: ['GetItem'], partition: 'STAFF-ADDRESS#*' },
    ],
  },
  steering: {
    programme: [
      { table: ['GetItem'], query: ['listing'], partition: 'EVENT#*' },
      // A proposal with its votes, for whether the reader has voted.
      { table: ['Query'], partition: 'PROPOSAL#*' },
    ],
    feedback: [
      { table: ['GetItem'], partition: 'SUMMARY#*' },
      { table: ['Query'], partition: 'COMMENTS#*' },
    ],
    staff: sessions,
    audit: records,
  },
  // Only proposals: the clock tells members and makes the draft, so that nobody who votes can write to people or change events.
  proposals: {
    programme: [
      { table: ['Query', 'PutItem'], partition: ['PROPOSAL#*', 'GROUP-LINKS'], query: ['listing'] },
      { table: ['GetItem'], partition: 'GROUP-LINKS', deletes: 'GROUP-LINKS' },
    ],
    staff: [
      { table: ['Query', 'PutItem'], partition: 'STEERING' },
      sessions,
      // What was typed when a session was lost.
      { table: ['PutItem', 'Query'], partition: 'TYPED#*' },
    ],
    audit: records,
  },
  // Only the speaker whose link it has, what everyone may know of them, and their mails: it reads no registrations.
  speakers: {
    programme: { table: ['GetItem'], partition: 'EVENT#*' },
    people: [
      { table: ['GetItem', 'PutItem'], partition: 'SPEAKERS#*' },
      profiles,
      { table: ['PutItem'], partition: 'REGISTRATION#person-*' },
    ],
    keys: knownLinkKeys,
  },
  'sign-in': {
    audit: records,
    keys: keys('KEY#sessions'),
    staff: [
      sessions,
      // Whoever signs in is noted as a member of the steering group, or removed if they are none any more.
      { table: ['PutItem'], partition: ['SESSION#*', 'STAFF#*', 'STAFF-ADDRESS#*', 'STEERING'], deletes: 'STEERING' },
    ],
  },
  assets: {},
  feeds: {
    programme: { table: ['GetItem'], query: ['listing'], partition: 'EVENT#*' },
    people: [
      { table: ['GetItem'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
      { table: ['BatchGetItem'], partition: 'REGISTRATION#*' },
      { table: ['Query'], partition: 'PROFILES#*' },
    ],
    keys: knownLinkKeys,
  },
  // It runs a renderer on what organisers write, and reads nothing else.
  pictures: { programme: { table: ['GetItem'], partition: 'EVENT#*' } },
  // Reads everything about the person whose link it has, and may only request the rest.
  'my-data': {
    programme: { query: ['listing'] },
    people: [
      { table: ['BatchGetItem'], partition: ['REGISTRATION#*', 'LIST#*', 'SPEAKERS#*'] },
      { table: ['Query'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
      { table: ['PutItem'], partition: ['PERSON#*', 'ERASURE#*'] },
    ],
    keys: linkKeys,
  },
  mail: {
    programme: [
      { table: ['GetItem'], query: ['listing'], partition: 'EVENT#*' },
      // Whether a proposal is still open, before somebody is asked for a vote.
      { table: ['Query'], partition: 'PROPOSAL#*' },
    ],
    people: [
      { table: ['GetItem', 'BatchGetItem'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'LIST#*', 'SPEAKERS#*'] },
      { table: ['Query'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
      { table: ['PutItem'], partition: ['REGISTRATION#*', 'PERSON#*'], deletes: 'PERSON#*', query: ['due'] },
      { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'RATE#*'] },
    ],
    sending: { table: ['GetItem', 'UpdateItem'], partition: ['PACE', 'NUDGE', 'NUDGE#*'] },
    keys: linkKeys,
  },
  'mail-events': {
    people: { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
    keys: knownLinkKeys,
  },
  'fan-out': {
    programme: [
      { table: ['GetItem'], partition: 'FANOUT#*' },
      { table: ['UpdateItem'], partition: ['FANOUT#*', 'SEATS#*'] },
    ],
    people: [
      { table: ['GetItem', 'BatchGetItem'], query: ['byEvent'], partition: ['REGISTRATION#*', 'LIST#*'] },
      { table: ['PutItem'], partition: 'REGISTRATION#*' },
      // On lists it notes who has been invited.
      { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'LIST#*'] },
      { table: ['Query'], partition: 'LIST#*' },
    ],
    keys: linkKeys,
    sending: nudges,
  },
  summaries: {
    feedback: [
      { table: ['GetItem', 'UpdateItem'], partition: 'SUMMARY#*' },
      // Comments are marked as shown.
      { table: ['Query', 'UpdateItem'], partition: 'COMMENTS#*' },
    ],
  },
  clock: {
    programme: [
      { table: ['GetItem'], query: ['due', 'listing'], partition: ['EVENT#*', 'FANOUT#*'] },
      { table: ['BatchGetItem'], partition: eventParts },
      { table: ['UpdateItem'], partition: [...eventParts, 'FANOUT#*'] },
      { table: ['PutItem'], partition: [...eventParts, 'FANOUT#*', 'SHARED#*', 'SPEAKERS#*'] },
      { table: ['ConditionCheckItem'], partition: 'EVENT#*' },
      // A proposal with its votes; that speakers were told, and are reminded later.
      { table: ['Query', 'PutItem'], partition: 'PROPOSAL#*', deletes: 'SPEAKERS#*' },
    ],
    people: [
      { table: ['Query', 'PutItem'], partition: 'SPEAKERS#*' },
      profiles,
      { table: ['GetItem', 'BatchGetItem', 'PutItem'], query: ['due', 'waiting', 'byEvent'], partition: 'REGISTRATION#*' },
      // Requests for mails are brought to the stream.
      { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'HELD#*', 'PERSON#*'] },
    ],
    sending: nudges,
    // A proposal may be the first thing that anybody is e-mailed about.
    keys: linkKeys,
    // Organisers whom it tells what waits for them, and members of the steering group whom it asks for their votes.
    staff: [
      { table: ['BatchGetItem'], partition: 'STAFF#*' },
      { table: ['Query'], partition: 'STEERING' },
    ],
  },
  // The only function that deletes people. It ends live registrations in the normal way, hence the rights on seats.
  erasure: {
    programme: [
      { table: ['GetItem'], query: ['due', 'listing'], partition: 'EVENT#*' },
      { table: ['BatchGetItem', 'UpdateItem'], partition: eventParts },
    ],
    people: [
      { table: ['GetItem'], query: ['byEvent', 'due', 'waiting'], partition: ['REGISTRATION#*', 'LIST#*', 'ERASURE#*', 'UPLOAD#*'] },
      { table: ['BatchGetItem'], partition: ['REGISTRATION#*', 'LIST#*', 'SPEAKERS#*'] },
      { table: ['PutItem'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'LIST#*', 'ERASURE#*'] },
      { table: ['UpdateItem'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'LIST#*', 'ERASURE#*', 'HELD#*', 'UPLOAD#*'] },
      { table: ['Query'], partition: ['REGISTRATION#*', 'ADDRESS#*', 'PERSON#*', 'LIST#*'] },
      { deletes: ['REGISTRATION#*', 'ADDRESS#*', 'PERSON#*', 'LIST#*', 'ERASURE#*', 'UPLOAD#*', 'SPEAKERS#*', 'PROFILES#*'] },
    ],
    keys: knownLinkKeys,
    audit: records,
  },
  // It reads what strangers wrote, from addresses that somebody entered, and may touch nothing else.
  partners: { programme: { table: ['Query', 'UpdateItem', 'PutItem'], partition: partnerParts } },
  uploads: {
    programme: { table: ['GetItem'], partition: 'EVENT#*' },
    people: [
      { table: ['GetItem'], partition: 'REGISTRATION#*' },
      { table: ['PutItem'], partition: 'UPLOAD#*' },
    ],
  },
  seats: {
    programme: [
      { table: ['BatchGetItem'], partition: eventParts },
      { table: ['ConditionCheckItem'], partition: 'EVENT#*' },
      { table: ['UpdateItem', 'PutItem'], partition: 'SEATS#*' },
    ],
    people: [
      { table: ['BatchGetItem', 'UpdateItem', 'PutItem'], query: ['waiting'], partition: 'REGISTRATION#*' },
      { table: ['UpdateItem'], partition: 'HELD#*' },
    ],
    ledger: { table: ['PutItem'] },
  },
  prove: {
    programme: [
      { table: ['BatchGetItem'], query: ['listing'], partition: eventParts },
      { table: ['ConditionCheckItem'], partition: 'EVENT#*' },
      { table: ['UpdateItem'], partition: 'SEATS#*' },
    ],
    people: { query: ['byEvent', 'waiting'] },
    ledger: { table: ['Query'] },
  },
  replies: {
    programme: { table: ['GetItem'], query: ['listing'], partition: 'EVENT#*' },
    people: [
      { table: ['GetItem', 'BatchGetItem'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
      { table: ['PutItem', 'UpdateItem'], partition: ['REGISTRATION#*', 'ADDRESS#*'] },
      { table: ['UpdateItem'], partition: 'RATE#*' },
    ],
    keys: linkKeys,
  },
}
