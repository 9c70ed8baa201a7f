import type { ScheduledHandler } from 'aws-lambda'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createListRetention } from '../../shared/store/list-retention.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createErasures } from '../../shared/store/people/erasures.ts'
import { createNamesInMails } from '../../shared/store/people/names-in-mails.ts'
import { createDeleting, createPersonalData } from '../../shared/store/people/personal-data.ts'
import { createUploads } from '../../shared/store/people/uploads.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createAnswerFiles } from '../../shared/store/s3/answer-files.ts'
import { createInboundMails } from '../../shared/store/s3/inbound-mails.ts'
import { bucketOf } from '../../shared/store/s3/signing.ts'
import { createStoredAttachments } from '../../shared/store/s3/stored-attachments.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createSpeakers } from '../../shared/store/speaker/speakers.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { environment } from './environment.ts'
import { createErasureWork } from './erasure-work.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, KEYS_TABLE, FILES_BUCKET, INBOUND_BUCKET, AUDIT_TABLE } = readEnvironment(environment)
const database = createDatabase()
const aws = readEnvironment(platform)
const lists = createAddressLists(database, PEOPLE_TABLE)
const work = createErasureWork({
  events: createEvents(database, PROGRAMME_TABLE),
  registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  outbox: createOutbox(database, PEOPLE_TABLE),
  keys: createKeys(database, KEYS_TABLE, 'nothing-opens'),
  lists,
  retention: createListRetention(database, PEOPLE_TABLE, lists),
  speakers: createSpeakers(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  erasures: createErasures(database, PEOPLE_TABLE),
  personalData: createPersonalData(database, PEOPLE_TABLE),
  deleting: createDeleting(database, PEOPLE_TABLE),
  namesInMails: createNamesInMails(database, PEOPLE_TABLE),
  files: createAnswerFiles(bucketOf(FILES_BUCKET, aws)),
  attachments: createStoredAttachments(bucketOf(FILES_BUCKET, aws)),
  uploads: createUploads(database, PEOPLE_TABLE),
  mails: createInboundMails(bucketOf(INBOUND_BUCKET, aws)),
  audit: createAuditLog(database, AUDIT_TABLE),
})

/** Every minute: erases people who asked for it, and deletes what is no longer kept. That includes anything missed earlier. */
export const handler: ScheduledHandler = (_, context) => work(new Date().toISOString(), () => context.getRemainingTimeInMillis())
