import type { Language } from '../../../shared/domain/basics/language.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'

/** Says of an event in progress until when it is; on its last day, the time is enough. */
export const inProgressUntil = (
  { startsAt, endsAt, timeZone }: Pick<Event, 'startsAt' | 'endsAt' | 'timeZone'>,
  language: Language,
): string => {
  const { day, time, moment } = formatsIn(language)
  const until = day(startsAt, timeZone) === day(endsAt, timeZone) ? time(endsAt, timeZone) : moment(endsAt, timeZone)
  return textsIn(language).event.inProgress({ when: `${until} (${timeZone})` })
}
