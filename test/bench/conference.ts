import { programmeView } from '../../functions/attendee/programme/programme-page-view.ts'
import { scheduleOf } from '../../functions/feeds/conference-schedule.ts'
import { programmeCalendar } from '../../functions/feeds/programme-files.ts'
import { scheduleJson, scheduleXml } from '../../functions/feeds/schedule-formats.ts'
import { network } from '../../shared/domain/basics/network.ts'
import { programmeDays } from '../../shared/domain/event/programme-days.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { largeConference } from '../make/conference.ts'

// This file is bundled like the functions, since views import style sheets.

const siteUrl = 'http://localhost'
const event = largeConference()
const filter = { day: '', track: '', room: '' }
await loadTexts('en')

/** What a conference of 200 sessions is shown as, from the stored event; `most` is the goal in milliseconds of processor time. */
export const conference = [
  {
    name: 'programme page',
    most: 2,
    make: () =>
      programmeView({ language: 'en', here: '/', siteUrl }, { event, days: programmeDays(event.sessions, network.dayChanges), filter }),
  },
  { name: 'schedule.xml', most: 20, make: () => scheduleXml(scheduleOf(event, siteUrl)) },
  { name: 'schedule.json', most: 20, make: () => scheduleJson(scheduleOf(event, siteUrl)) },
  { name: 'schedule.ics', most: 20, make: () => programmeCalendar(event, siteUrl) },
]
