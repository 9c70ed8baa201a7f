import { fileQuestionsOf } from '../../shared/domain/registration-form/file-answer.ts'
import { createReadingRoles } from '../../shared/http/reading-roles.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createAttendances } from '../../shared/store/attendance.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createFanOuts } from '../../shared/store/fan-outs.ts'
import { createLetters } from '../../shared/store/letters.ts'
import { createListRetention } from '../../shared/store/list-retention.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createAnswerFiles } from '../../shared/store/s3/answer-files.ts'
import { createInboundMails } from '../../shared/store/s3/inbound-mails.ts'
import { bucketOf, type Platform } from '../../shared/store/s3/signing.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { createColleagues } from '../../shared/store/staff/colleagues.ts'
import { createSignInSessions } from '../../shared/store/staff/sign-in-sessions.ts'
import { createTypedForms } from '../../shared/store/staff/typed-forms.ts'
import { createSuppressions } from '../../shared/store/suppressions.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import { createGathering } from '../../shared/use-cases/event/gathering-work.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { createSharing } from '../../shared/use-cases/event/sharing.ts'
import { createApproving } from '../../shared/use-cases/registration/approving.ts'
import { createCancellingForOrganiser } from '../../shared/use-cases/registration/cancelling.ts'
import { createContinuing } from '../../shared/use-cases/staff/continuing.ts'
import { createKeepingTyped } from '../../shared/use-cases/staff/keeping-typed.ts'
import type { Environment } from './environment.ts'
import { createReached } from './registrations/reachability.ts'

/** The dependencies of the organiser pages, created once when the function starts. */
export const createServices = (names: Environment, platform: Platform) => {
  const database = createDatabase()
  const events = createEvents(database, names.PROGRAMME_TABLE)
  const tables = { people: names.PEOPLE_TABLE, programme: names.PROGRAMME_TABLE }
  const registrations = createRegistrations(database, tables)
  const suppressions = createSuppressions(database, names.PEOPLE_TABLE)
  const keys = createKeys(database, names.KEYS_TABLE)
  const lists = createAddressLists(database, names.PEOPLE_TABLE)
  const retention = createListRetention(database, names.PEOPLE_TABLE, lists)
  const colleagues = createColleagues(database, names.STAFF_TABLE)
  const outbox = createOutbox(database, names.PEOPLE_TABLE)
  const scheduling = createManaging({ events, registrations })
  const letters = createLetters(database, names.PEOPLE_TABLE)
  return {
    findSession: createContinuing({
      sessions: createSignInSessions(database, names.STAFF_TABLE),
      readRoles: createReadingRoles({ issuerUrl: names.ISSUER_URL, clientId: names.CLIENT_ID }),
    }),
    events,
    letters,
    mails: createInboundMails(bucketOf(names.INBOUND_BUCKET, platform)),
    lists,
    retention,
    fanOuts: createFanOuts(database, names.PROGRAMME_TABLE),
    files: createAnswerFiles(bucketOf(names.FILES_BUCKET, platform)),
    fileQuestions: fileQuestionsOf,
    registrations,
    attendances: createAttendances(database, names.PEOPLE_TABLE),
    tallies: createTallies(database, names.FEEDBACK_TABLE),
    keys,
    outbox,
    colleagues,
    typed: createKeepingTyped({ typedForms: createTypedForms(database, names.STAFF_TABLE) }),
    audit: createAuditLog(database, names.AUDIT_TABLE),
    gatherWork: createGathering({ registrations, letters }),
    sharing: createSharing({ events, colleagues, outbox, keys }),
    suppressions,
    reached: createReached({ registrations, suppressions, keys }),
    approving: createApproving({ events, registrations }),
    cancelRegistration: createCancellingForOrganiser({ events, registrations }),
    scheduling,
    /** Few requests are about speakers. */
    speakerParts: async () => (await import('./speakers/parts.ts')).createSpeakerParts(database, tables, { outbox, keys }),
    /** Few requests make or withdraw the link to a draft. */
    previewing: async () => (await import('./draft-link/parts.ts')).createLinkParts(database, names.PROGRAMME_TABLE, { events }),
    /** Few requests are about files attached to events. */
    attaching: async () =>
      (await import('./attachments/parts.ts')).createAttachmentParts(
        database,
        names.PROGRAMME_TABLE,
        bucketOf(names.FILES_BUCKET, platform),
        {
          events,
        },
      ),
    /** Few requests plan when a draft is published. */
    planningPublication: async () =>
      (await import('./publishing/parts.ts')).createPublicationParts(database, names.PROGRAMME_TABLE, { events }),
    /** Few requests delete a draft. */
    deletingDrafts: async () =>
      (await import('./event/deletion-parts.ts')).createDeletionParts(database, tables, bucketOf(names.FILES_BUCKET, platform), {
        events,
        retention,
      }),
    /** Few requests are about templates. */
    templateParts: async () => (await import('./templates/parts.ts')).createTemplateParts(database, names.PROGRAMME_TABLE, scheduling),
    /** Few requests are about partners' calendars. */
    partnerCalendars: async () =>
      (await import('../../shared/store/programme/partner-calendars.ts')).createPartnerCalendars(database, names.PROGRAMME_TABLE),
    /** Few requests are about a series. */
    planningSeries: async () =>
      (await import('./series/parts.ts')).createSeriesParts(database, names.PROGRAMME_TABLE, { events, managing: scheduling }),
  }
}
export type Services = ReturnType<typeof createServices>
