import type { DynamoDBStreamHandler } from 'aws-lambda'
import { createMailer } from '../../shared/mail/send.ts'
import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createKeys } from '../../shared/store/keys.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { createBringing } from './bringing-to-outbox.ts'
import { deliverAll } from './deliver-all.ts'
import { environment } from './environment.ts'

const { SITE_URL, PROGRAMME_TABLE, PEOPLE_TABLE, KEYS_TABLE, CONFIGURATION_SET } = readEnvironment(environment)
const database = createDatabase()

const delivery = {
  outbox: createOutbox(database, PEOPLE_TABLE),
  bring: createBringing({
    events: createEvents(database, PROGRAMME_TABLE),
    registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  }),
  keys: createKeys(database, KEYS_TABLE),
  mailer: createMailer(CONFIGURATION_SET),
  siteUrl: SITE_URL,
}

/** People stream, messages that are owed → mails through SES; registrations that owe one → the outbox. */
export const handler: DynamoDBStreamHandler = (event) => deliverAll(delivery, event.Records)
