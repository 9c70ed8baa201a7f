import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { fileQuestionsOf } from '../../shared/domain/registration-form/file-answer.ts'
import { inSteps } from '../../shared/runtime/in-steps.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createAsks } from '../../shared/store/asks.ts'
import { createRecentEvents } from '../../shared/store/cached-events.ts'
import { createCalendarAnswers } from '../../shared/store/calendar-answers.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createResponses } from '../../shared/store/feedback.ts'
import { createOptionalMail } from '../../shared/store/optional-mail.ts'
import { createPersonalCalendars } from '../../shared/store/personal-calendars.ts'
import { createRates } from '../../shared/store/rates.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createRequestKeys } from '../../shared/store/request-keys.ts'
import { createAnswerFiles } from '../../shared/store/s3/answer-files.ts'
import { bucketOf, type Platform } from '../../shared/store/s3/signing.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createSolvedProofs } from '../../shared/store/solved-proofs.ts'
import { createProfiles } from '../../shared/store/speaker/profiles.ts'
import { createAsking } from '../../shared/use-cases/mail/asking-for-mail.ts'
import { createAccepting } from '../../shared/use-cases/registration/accepting.ts'
import { createAdmitting } from '../../shared/use-cases/registration/admitting.ts'
import { createCancelling } from '../../shared/use-cases/registration/cancelling.ts'
import { createChanging } from '../../shared/use-cases/registration/changing.ts'
import { createClaiming } from '../../shared/use-cases/registration/claiming-request-keys.ts'
import { createGroupRegistering } from '../../shared/use-cases/registration/group-registering.ts'
import { createHandingOver } from '../../shared/use-cases/registration/handing-over.ts'
import { createProving } from '../../shared/use-cases/registration/proving.ts'
import { createRating, createTurns } from '../../shared/use-cases/registration/rating.ts'
import { createRegistering } from '../../shared/use-cases/registration/registering.ts'
import type { Environment } from './environment.ts'

/** The dependencies of the attendee pages, created once when the function starts. */
export const createServices = (names: Environment, platform: Platform) => {
  const database = createDatabase()
  const events = createEvents(database, names.PROGRAMME_TABLE)
  const registrations = createRegistrations(database, { people: names.PEOPLE_TABLE, programme: names.PROGRAMME_TABLE })
  const keys = createKeys(database, names.KEYS_TABLE)
  const recent = createRecentEvents(events)
  const lists = createAddressLists(database, names.PEOPLE_TABLE)
  const rates = createRates(database, names.PEOPLE_TABLE)
  const rate = createRating({ rates, keys })
  const register = inSteps(createRegistering({ events, registrations, keys, lists, rates }, recent), names.ANSWER_STEP_MS)
  // More calls than registering, and seldom done.
  const longStepMs = 2 * names.ANSWER_STEP_MS
  const files = createAnswerFiles(bucketOf(names.FILES_BUCKET, platform))
  return {
    events,
    recent,
    profiles: createProfiles(database, names.PEOPLE_TABLE),
    files,
    fileQuestions: fileQuestionsOf,
    registrations,
    calendarAnswers: createCalendarAnswers(database, names.PEOPLE_TABLE),
    keys,
    personalCalendars: createPersonalCalendars(database, names.PEOPLE_TABLE),
    optionalMail: createOptionalMail(database, names.PEOPLE_TABLE),
    responses: createResponses(database, { people: names.PEOPLE_TABLE, feedback: names.FEEDBACK_TABLE }),
    register,
    rate,
    prove: createProving({ rate, solvedProofs: createSolvedProofs(database, names.PEOPLE_TABLE), keys }),
    claim: createClaiming({ requestKeys: createRequestKeys(database, names.PEOPLE_TABLE), keys }),
    admit: createAdmitting({ keys, lists }),
    registerGroup: createGroupRegistering(register),
    /** Few readers are staff. */
    recognise: async (id: string, now: Instant) => {
      const [{ createSignInSessions }, { createRecognising }] = await Promise.all([
        import('../../shared/store/staff/sign-in-sessions.ts'),
        import('../../shared/use-cases/staff/recognising.ts'),
      ])
      return createRecognising(createSignInSessions(database, names.STAFF_TABLE))(id, now)
    },
    /** Few requests are for files attached to events. */
    attachmentFiles: async () =>
      (await import('../../shared/store/s3/stored-attachments.ts')).createStoredAttachments(bucketOf(names.FILES_BUCKET, platform)),
    /** Few links lead to a draft. */
    following: async () =>
      (await import('../../shared/store/programme/moved-drafts.ts')).createFollowing(database, names.PROGRAMME_TABLE, events),
    /** Few requests are about a series. */
    seriesParts: async () => (await import('./series/parts.ts')).createSeriesParts(database, names.PROGRAMME_TABLE, register),
    cancel: createCancelling({ events, registrations }),
    change: createChanging({ events, registrations }),
    accept: createAccepting({ events, registrations }),
    handOver: inSteps(createHandingOver({ events, registrations, keys }), longStepMs),
    /** Few people change their address. */
    addressChanges: async () => {
      const { createMovingAddress } = await import('../../shared/use-cases/registration/moving-address.ts')
      const changes = createMovingAddress({ events, registrations, keys, lists, files })
      return { ...changes, ask: inSteps(changes.ask, longStepMs) }
    },
    ask: createAsking({ asks: createAsks(database, names.PEOPLE_TABLE), keys }, createTurns({ rates, keys })),
  }
}
export type Services = ReturnType<typeof createServices>
