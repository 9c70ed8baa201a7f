import type { SQSHandler } from 'aws-lambda'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createReturnedMails } from '../../shared/store/returned-mails.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createSuppressions } from '../../shared/store/suppressions.ts'
import { environment } from './environment.ts'
import { createFollowing } from './following.ts'
import { followAll } from './queue-batch.ts'

const { PEOPLE_TABLE, KEYS_TABLE } = readEnvironment(environment)
const database = createDatabase()
const follow = createFollowing({
  outbox: createOutbox(database, PEOPLE_TABLE),
  returned: createReturnedMails(database, PEOPLE_TABLE),
  suppressions: createSuppressions(database, PEOPLE_TABLE),
  keys: createKeys(database, KEYS_TABLE, 'nothing-opens'),
})

/** SES events about mails, from their queue → the outbox, and the suppression of addresses. */
export const handler: SQSHandler = (event) => followAll(follow, event.Records)
