import type { SQSBatchItemFailure, SQSHandler } from 'aws-lambda'
import { fileQuestionsOf } from '../../shared/domain/registration-form/file-answer.ts'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createUploads } from '../../shared/store/people/uploads.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createAnswerFiles } from '../../shared/store/s3/answer-files.ts'
import { bucketOf } from '../../shared/store/s3/signing.ts'
import { environment } from './environment.ts'
import { sentFiles } from './sent-files.ts'
import { createTaking } from './taking-uploads.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, FILES_BUCKET } = readEnvironment(environment)
const database = createDatabase()
const take = createTaking({
  events: createEvents(database, PROGRAMME_TABLE),
  registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  uploads: createUploads(database, PEOPLE_TABLE),
  files: createAnswerFiles(bucketOf(FILES_BUCKET, readEnvironment(platform))),
  fileQuestions: fileQuestionsOf,
})

/** Files that browsers sent → answers; only failures are delivered again. */
export const handler: SQSHandler = async ({ Records }) => {
  const batchItemFailures: SQSBatchItemFailure[] = []
  for (const { messageId, body } of Records) {
    try {
      for (const sent of sentFiles(body)) await take(sent, new Date().toISOString())
    } catch (fault) {
      logger.error('upload not handled', { code: 'upload-not-handled', messageId, ...faultFields(fault) })
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
