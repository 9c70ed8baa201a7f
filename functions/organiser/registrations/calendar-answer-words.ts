import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

/** The calendar answer of somebody with a place, in words; empty without an answer. */
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
