import { Logger } from '@aws-lambda-powertools/logger'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
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
  logger: new Logger({ serviceName: 'mail' }),
}

/** Sends the mails that the People table's stream says are owed. */
export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => deliverAll(delivery, event.Records)
