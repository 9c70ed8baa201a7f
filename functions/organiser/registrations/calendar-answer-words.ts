import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

/** What the calendar of somebody who has a place answered to the invitation, in words; empty without an answer. */
export const calendarAnswerWords = (
  texts: Texts,
  { status, sequence, calendarAnswer }: Pick<Registration, 'status' | 'sequence' | 'calendarAnswer'>,
): string => {
  if (calendarAnswer === undefined || status !== 'confirmed') return ''
  const { calendarAnswers, calendarRemarks } = texts.organiser.registrations
  return [
    calendarAnswers[calendarAnswer.answer],
    ...(calendarAnswer.otherAddress === true ? [calendarRemarks.otherAddress] : []),
    ...(calendarAnswer.sequence < sequence ? [calendarRemarks.earlier] : []),
    ...(calendarAnswer.keptAt === undefined ? [] : [calendarRemarks.kept]),
  ].join(', ')
}
