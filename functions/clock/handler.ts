import type { ScheduledHandler } from 'aws-lambda'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createAsks } from '../../shared/store/asks.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createFanOuts } from '../../shared/store/fan-outs.ts'
import { createLetters } from '../../shared/store/letters.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createProposals } from '../../shared/store/proposal/proposals.ts'
import { createSteeringMembers } from '../../shared/store/proposal/steering-members.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createPace } from '../../shared/store/sending-pace.ts'
import { createSpeakers } from '../../shared/store/speaker/speakers.ts'
import { createColleagues } from '../../shared/store/staff/colleagues.ts'
import { createTelling } from '../../shared/use-cases/event/telling-organisers.ts'
import { createTellingChanges } from '../../shared/use-cases/speaker/telling-changes.ts'
import { createClockWork } from './clock-work.ts'
import { environment } from './environment.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, SENDING_TABLE, KEYS_TABLE, STAFF_TABLE } = readEnvironment(environment)
const database = createDatabase()
const events = createEvents(database, PROGRAMME_TABLE)
const registrations = createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE })
const colleagues = createColleagues(database, STAFF_TABLE)
const keys = createKeys(database, KEYS_TABLE)
const stores = {
  events,
  fanOuts: createFanOuts(database, PROGRAMME_TABLE),
  proposals: createProposals(database, PROGRAMME_TABLE),
  members: createSteeringMembers(database, STAFF_TABLE),
  colleagues,
  keys,
  registrations,
  asks: createAsks(database, PEOPLE_TABLE),
  outbox: createOutbox(database, PEOPLE_TABLE),
  pace: createPace(database, SENDING_TABLE),
}
/** Hardly any minute has something to publish. */
const publishDue = async (now: Instant): Promise<void> => {
  const due = await events.toPublish(now)
  if (due.length > 0) await (await import('./publication-parts.ts')).createPublicationParts(database, PROGRAMME_TABLE, stores)(due, now)
}

const work = createClockWork(
  stores,
  publishDue,
  createTelling({
    events,
    registrations,
    letters: createLetters(database, PEOPLE_TABLE),
    proposals: stores.proposals,
    colleagues,
    keys,
  }),
  createTellingChanges({
    ...stores,
    speakers: createSpeakers(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  }),
)

/** Every minute: does what has become due, or hands it on, once. That includes anything missed earlier. */
export const handler: ScheduledHandler = () => work(new Date().toISOString())
