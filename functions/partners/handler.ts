import type { ScheduledHandler } from 'aws-lambda'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createPartnerCalendars } from '../../shared/store/programme/partner-calendars.ts'
import { environment } from './environment.ts'
import { createFetching } from './fetching.ts'
import { createReadingCalendars } from './reading-calendars.ts'

const { PROGRAMME_TABLE, LOOPBACK_CALENDARS } = readEnvironment(environment)
const readDue = createReadingCalendars({
  calendars: createPartnerCalendars(createDatabase(), PROGRAMME_TABLE),
  fetchText: createFetching({ loopback: LOOPBACK_CALENDARS === 'read' }),
})

/** Every minute: reads the partners' calendars that are due. The only function that connects to addresses which somebody entered. */
export const handler: ScheduledHandler = () => readDue(new Date().toISOString())
