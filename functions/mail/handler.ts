import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { createMailer } from '../../shared/mail/send.ts'
import { splitting } from '../../shared/runtime/batches.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createAsks } from '../../shared/store/asks.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { nudgedWorker } from '../../shared/store/item-keys.ts'
import { createOptionalMail } from '../../shared/store/optional-mail.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createPersonalData } from '../../shared/store/people/personal-data.ts'
import { createProposals } from '../../shared/store/proposal/proposals.ts'
import { createRates } from '../../shared/store/rates.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createReturnedMails } from '../../shared/store/returned-mails.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createPace } from '../../shared/store/sending-pace.ts'
import { createSpeakers } from '../../shared/store/speaker/speakers.ts'
import { createSuppressions } from '../../shared/store/suppressions.ts'
import { createBringing } from '../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createAnswering } from './asked-for/answering-asks.ts'
import { environment } from './environment.ts'
import { createDraining } from './sending/draining.ts'
import { createPacing } from './sending/pacing.ts'
import { createReleasing } from './sending/releasing.ts'
import { createStillInvited } from './sending/still-invited.ts'
import { createStillOpen } from './sending/still-open.ts'
import { createStillSpeaking } from './sending/still-speaking.ts'
import { deliverAll } from './sending/stream-batch.ts'
import { createWithholding } from './sending/withholding.ts'

const { SITE_URL, PROGRAMME_TABLE, PEOPLE_TABLE, SENDING_TABLE, KEYS_TABLE, CONFIGURATION_SET } = readEnvironment(environment)
const database = createDatabase()
const events = createEvents(database, PROGRAMME_TABLE)
const registrations = createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE })
const keys = createKeys(database, KEYS_TABLE)
const outbox = createOutbox(database, PEOPLE_TABLE)
const suppressions = createSuppressions(database, PEOPLE_TABLE)
const lists = createAddressLists(database, PEOPLE_TABLE)
const speakers = createSpeakers(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE })
const mailer = createMailer(CONFIGURATION_SET)
const asks = createAsks(database, PEOPLE_TABLE)
const rates = createRates(database, PEOPLE_TABLE)
const pace = createPace(database, SENDING_TABLE)

const delivery = {
  events,
  outbox,
  bring: createBringing({ events, registrations }),
  answer: createAnswering({
    events,
    registrations,
    asks,
    keys,
    lists,
    rates,
    outbox,
    speakers,
    personalData: createPersonalData(database, PEOPLE_TABLE),
  }),
  keys,
  mailer,
  pace,
  pacing: createPacing({ mailer, pace }),
  siteUrl: SITE_URL,
  stillInvited: createStillInvited({ events, lists, registrations, outbox, keys }),
  stillOpen: createStillOpen({ proposals: createProposals(database, PROGRAMME_TABLE), outbox }),
  stillSpeaking: createStillSpeaking({ speakers, outbox }),
  withhold: createWithholding({ suppressions, optionalMail: createOptionalMail(database, PEOPLE_TABLE), outbox, keys, rates, asks }),
  release: createReleasing({ suppressions, returned: createReturnedMails(database, PEOPLE_TABLE), pace }),
}
const drain = createDraining(delivery)

const work = async ({ Records }: DynamoDBStreamEvent, timeLeftMs: () => number): Promise<DynamoDBBatchResponse> => {
  const called = new Set(Records.map(({ dynamodb }) => nudgedWorker(dynamodb?.Keys?.['pk']?.S)).filter((worker) => worker !== undefined))
  if (called.size === 0) return deliverAll(delivery, Records)
  await Promise.all([...called].map((worker) => drain(timeLeftMs, worker)))
  return { batchItemFailures: [] }
}

/**
 * People stream: news for one person → sent immediately, through SES, unless strangers cause too much of it.
 * Sending stream: calls for waiting mails → the lanes are drained.
 */
export const handler = splitting(async (event: DynamoDBStreamEvent, context) => {
  try {
    return await work(event, () => context.getRemainingTimeInMillis())
  } finally {
    mailer.hangUp()
  }
})
