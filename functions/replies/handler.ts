import type { SQSBatchItemFailure, SQSHandler } from 'aws-lambda'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import { createCalendarAnswers } from '../../shared/store/calendar-answers.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createLetters } from '../../shared/store/letters.ts'
import { createReceivedMails } from '../../shared/store/people/personal-data.ts'
import { createRates } from '../../shared/store/rates.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createInboundMails } from '../../shared/store/s3/inbound-mails.ts'
import { bucketOf } from '../../shared/store/s3/signing.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createNoting } from '../../shared/use-cases/registration/noting-calendar-answers.ts'
import { environment } from './environment.ts'
import { createFindingEvent } from './finding-event.ts'
import { createKeeping } from './keeping-letters.ts'
import { createReceiving } from './receiving.ts'
import { storedMails } from './stored-mails.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, KEYS_TABLE, INBOUND_BUCKET } = readEnvironment(environment)
const database = createDatabase()
const events = createEvents(database, PROGRAMME_TABLE)
const registrations = createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE })
const keys = createKeys(database, KEYS_TABLE)
const receive = createReceiving({
  mails: createInboundMails(bucketOf(INBOUND_BUCKET, readEnvironment(platform))),
  note: createNoting({ events, registrations, answers: createCalendarAnswers(database, PEOPLE_TABLE) }),
  keep: createKeeping({
    events,
    letters: createLetters(database, PEOPLE_TABLE),
    receivedMails: createReceivedMails(database, PEOPLE_TABLE),
    keys,
    rates: createRates(database, PEOPLE_TABLE),
    findEvent: createFindingEvent({ events, registrations, keys }),
  }),
})

/** Mails stored by SES → answers on registrations, and letters for organisers; only failures are delivered again. */
export const handler: SQSHandler = async ({ Records }) => {
  const batchItemFailures: SQSBatchItemFailure[] = []
  for (const { messageId, body } of Records) {
    try {
      for (const mail of storedMails(body)) await receive(mail, new Date().toISOString())
    } catch (fault) {
      logger.error('mail not received', { code: 'mail-not-received', messageId, ...faultFields(fault) })
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
