import type { ScheduledHandler } from 'aws-lambda'
import { createPromoting } from '../../shared/seating/promoting.ts'
import { createVacating } from '../../shared/seating/vacating.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createFanOuts } from '../../shared/store/fan-outs.ts'
import { createListRetention } from '../../shared/store/list-retention.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createPace } from '../../shared/store/pace.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { createClockWork } from './clock-work.ts'
import { environment } from './environment.ts'
import { createForgetting } from './forgetting-lists.ts'
import { createSettling } from './settling-mails.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, SENDING_TABLE } = readEnvironment(environment)
const database = createDatabase()
const events = createEvents(database, PROGRAMME_TABLE)
const registrations = createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE })
const retention = createListRetention(database, PEOPLE_TABLE, createAddressLists(database, PEOPLE_TABLE))
const work = createClockWork({
  events,
  fanOuts: createFanOuts(database, PROGRAMME_TABLE),
  registrations,
  vacate: createVacating({ events, registrations }),
  promote: createPromoting({ events, registrations }),
  settleMails: createSettling({ outbox: createOutbox(database, PEOPLE_TABLE), pace: createPace(database, SENDING_TABLE) }),
  forgetLists: createForgetting({ events, retention }),
})

/** Every minute: finds what has become due and does it, or leaves it to who does it, once. Due is what is due and what was missed. */
export const handler: ScheduledHandler = () => work(new Date().toISOString())
