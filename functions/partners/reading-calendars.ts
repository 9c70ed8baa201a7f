import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { afterReading, readEveryMinutes } from '../../shared/domain/calendar/partner-calendar.ts'
import { inLanes } from '../../shared/runtime/in-parallel.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import type { PartnerCalendars, StoredPartnerCalendar } from '../../shared/store/programme/partner-calendars.ts'
import { readCalendarFile } from './calendar-file.ts'
import type { Fetched } from './fetching.ts'

interface Parts {
  readonly calendars: Pick<PartnerCalendars, 'list' | 'claim' | 'settle'>
  readonly fetchText: (address: string) => Promise<Fetched>
}

// Each is ready within ten seconds, so that twenty are in less than a minute.
const atOnce = 4

/** Reads the partners' calendars that are due. One that fails, or that nobody can read, delays no other. */
export const createReadingCalendars = ({ calendars, fetchText }: Parts) => {
  const readOne = async (calendar: StoredPartnerCalendar, now: Instant): Promise<void> => {
    // Claimed right before it is read, so that one which ends this call, by its memory or time, keeps none of the others.
    if (!(await calendars.claim(calendar, new Date(Date.parse(now) + readEveryMinutes * 60_000).toISOString()))) return
    const fetched = await fetchText(calendar.address)
    const reading = 'text' in fetched ? readCalendarFile(fetched.text, now) : fetched
    if ('trouble' in reading) logger.info('partner calendar not read', { code: 'partner-calendar', calendar: calendar.id, ...reading })
    await calendars.settle(calendar, afterReading(calendar, reading, now))
  }

  return async (now: Instant): Promise<void> => {
    const due = (await calendars.list()).filter(({ nextAt }) => nextAt <= now)
    const failed: unknown[] = []
    await inLanes(due, atOnce, (calendar) => readOne(calendar, now).catch((fault: unknown) => void failed.push(fault)))
    for (const fault of failed) logger.error('partner calendar failed', { code: 'partner-calendar-failed', ...faultFields(fault) })
    if (failed.length > 0) throw new Error(`${failed.length} partner calendars could not be noted; the log says why`)
  }
}
