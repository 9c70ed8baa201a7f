import { createAnswering } from '../../../functions/mail/asked-for/answering-asks.ts'
import { createPacing } from '../../../functions/mail/sending/pacing.ts'
import { createReleasing } from '../../../functions/mail/sending/releasing.ts'
import { createStillInvited } from '../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../functions/mail/sending/still-speaking.ts'
import { deliverAll } from '../../../functions/mail/sending/stream-batch.ts'
import { createWithholding } from '../../../functions/mail/sending/withholding.ts'
import { createMailer } from '../../../shared/mail/send.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createBringing } from '../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { startFakeSes } from '../../mail/fake-ses.ts'
import type { Stores } from '../../store/local-store.ts'
import { openStream } from '../../store/stream.ts'
import { newPerson } from '../people.ts'
import { publish } from '../registration/publish.ts'
import { quantile } from '../statistics.ts'

/** Milliseconds from the response to a registration until SES has its mail, with the stream read continuously. */
export interface CommitToSent {
  readonly p50: number
  readonly p99: number
}

/** One person at a time registers, and the stream brings the mail to the sender. */
export const measureCommitToSent = async (stores: Stores, people: number): Promise<CommitToSent> => {
  logger.setLogLevel('SILENT')
  const ses = await startFakeSes()
  process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
  const mailer = createMailer('plenary')
  const delivery = {
    ...stores,
    mailer,
    pacing: createPacing({ mailer, pace: stores.pace }),
    bring: createBringing(stores),
    answer: createAnswering(stores),
    release: createReleasing(stores),
    withhold: createWithholding(stores),
    stillInvited: createStillInvited(stores),
    stillOpen: createStillOpen(stores),
    stillSpeaking: createStillSpeaking(stores),
    siteUrl: 'https://events.iprocurenet.example',
  }
  const stream = openStream(stores, 'people')
  try {
    const slug = await publish(stores)
    const register = createRegistering(stores)
    const times: number[] = []
    for (let person = 0; person < people; person++) {
      await register(slug, newPerson(), { now: new Date().toISOString(), language: 'en', requestKey: undefined })
      const committed = Date.now()
      const before = ses.requests()
      while (ses.requests() === before) await deliverAll(delivery, await stream.next())
      times.push((ses.accepted().at(-1)?.at ?? 0) - committed)
    }
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
  } finally {
    stream.close()
    await ses.stop()
  }
}
