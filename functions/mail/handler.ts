import type { DynamoDBStreamHandler } from 'aws-lambda'
import { createMailer } from '../../shared/mail/send.ts'
import { createDatabase } from '../../shared/store/database.ts'
import { createKeys } from '../../shared/store/keys.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { deliverAll } from './deliver-all.ts'
import { environment } from './environment.ts'

const { SITE_URL, PEOPLE_TABLE, KEYS_TABLE, CONFIGURATION_SET } = readEnvironment(environment)
const database = createDatabase()

const delivery = {
  outbox: createOutbox(database, PEOPLE_TABLE),
  keys: createKeys(database, KEYS_TABLE),
  mailer: createMailer(CONFIGURATION_SET),
  siteUrl: SITE_URL,
}

/** People stream, messages that are owed → mails through SES. */
export const handler: DynamoDBStreamHandler = (event) => deliverAll(delivery, event.Records)
