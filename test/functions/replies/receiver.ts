import { createFindingEvent } from '../../../functions/replies/finding-event.ts'
import { createKeeping } from '../../../functions/replies/keeping-letters.ts'
import { createReceiving } from '../../../functions/replies/receiving.ts'
import type { LocalS3 } from '../../../infra/local/s3/s3.ts'
import { createCalendarAnswers } from '../../../shared/store/calendar-answers.ts'
import { createInboundMails } from '../../../shared/store/s3/inbound-mails.ts'
import { bucketOf } from '../../../shared/store/s3/signing.ts'
import { createNoting } from '../../../shared/use-cases/registration/noting-calendar-answers.ts'
import type { Stores } from '../../store/local-store.ts'

/** The receiver of mails, with these stores and the bucket `mails`, at the machine's time: signatures are valid for a minute. */
export const createReceiver = (stores: Stores, s3: LocalS3) => {
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL_S3: s3.endpoint }
  const note = createNoting({ ...stores, answers: createCalendarAnswers(stores.database, stores.tables.people) })
  const receive = createReceiving({
    mails: createInboundMails(bucketOf('mails', platform)),
    note,
    keep: createKeeping({ ...stores, findEvent: createFindingEvent(stores) }),
  })
  let count = 0
  return {
    note,
    /** Reads what is stored under a key, if anything. */
    again: (key: string): Promise<void> => receive({ key, size: 1 }, new Date().toISOString()),
    /** Stores a mail and reads it; returns its key. */
    take: async (raw: Buffer): Promise<string> => {
      const key = `inbound/${++count}`
      s3.put('mails', key, raw)
      await receive({ key, size: raw.length }, new Date().toISOString())
      return key
    },
  }
}
