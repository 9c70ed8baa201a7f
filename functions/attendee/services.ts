import { fileQuestionsOf } from '../../shared/domain/file-answer.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createAnswerFiles } from '../../shared/store/answer-files.ts'
import { createAsks } from '../../shared/store/asks.ts'
import { createCalendarAnswers } from '../../shared/store/calendar-answers.ts'
import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createResponses } from '../../shared/store/feedback.ts'
import { createKeys } from '../../shared/store/keys.ts'
import { createOptionalMail } from '../../shared/store/optional-mail.ts'
import { createPersonalCalendars } from '../../shared/store/personal-calendars.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { bucketOf, type Platform } from '../../shared/store/s3-signing.ts'
import { createAccepting } from './accepting.ts'
import { createAdmitting } from './admitting.ts'
import { createAsking } from './asking.ts'
import { createCancelling } from './cancelling.ts'
import { createChanging } from './changing.ts'
import type { Environment } from './environment.ts'
import { createHandingOver } from './handing-over.ts'
import { createRecentEvents } from './recent-events.ts'
import { createRegistering } from './registering.ts'
import { createGroupRegistering } from './registering-group.ts'

/** What the pages for attendees work with, made once when the function starts. */
export const createServices = (names: Environment, platform: Platform) => {
  const database = createDatabase()
  const events = createEvents(database, names.PROGRAMME_TABLE)
  const registrations = createRegistrations(database, { people: names.PEOPLE_TABLE, programme: names.PROGRAMME_TABLE })
  const keys = createKeys(database, names.KEYS_TABLE)
  const recent = createRecentEvents(events)
  const lists = createAddressLists(database, names.PEOPLE_TABLE)
  const register = createRegistering({ events, registrations, keys, lists }, recent)
  return {
    events,
    recent,
    files: createAnswerFiles(bucketOf(names.FILES_BUCKET, platform)),
    fileQuestions: fileQuestionsOf,
    registrations,
    calendarAnswers: createCalendarAnswers(database, names.PEOPLE_TABLE),
    keys,
    personalCalendars: createPersonalCalendars(database, names.PEOPLE_TABLE),
    optionalMail: createOptionalMail(database, names.PEOPLE_TABLE),
    responses: createResponses(database, { people: names.PEOPLE_TABLE, feedback: names.FEEDBACK_TABLE }),
    register,
    admit: createAdmitting({ keys, lists }),
    registerGroup: createGroupRegistering(register),
    cancel: createCancelling({ events, registrations }),
    change: createChanging({ events, registrations }),
    accept: createAccepting({ events, registrations }),
    handOver: createHandingOver({ events, registrations, keys }),
    ask: createAsking({ asks: createAsks(database, names.PEOPLE_TABLE), keys }),
  }
}
export type Services = ReturnType<typeof createServices>
