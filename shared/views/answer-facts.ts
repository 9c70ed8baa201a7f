import { attendeeTypeLabel, type GivenAnswer, givenAnswers } from '../domain/given-answers.ts'
import type { Language } from '../domain/language.ts'
import type { Answered } from '../domain/registration-answers.ts'
import type { RegistrationForm } from '../domain/registration-form.ts'
import { daySchema } from '../domain/wall-time.ts'
import { formatsIn } from '../texts/formats.ts'
import { textsIn } from '../texts/texts.ts'
import { type Html, html } from './html.ts'

const answerText = ({ type, values }: GivenAnswer, language: Language): string => {
  const formats = formatsIn(language)
  const days = type === 'date' && values.every((value) => daySchema.safeParse(value).success)
  return values.map((value) => (days ? formats.date(value) : value)).join('\n')
}

/** What somebody answered at registration, for `facts`; nothing where nothing was asked. */
export const answerFacts = (
  language: Language,
  asked: RegistrationForm,
  answered: Answered,
): readonly (readonly [string, Html | string])[] => {
  const attendeeType = attendeeTypeLabel(asked, answered)
  return [
    ...(attendeeType === undefined ? [] : [[textsIn(language).fields.attendeeType.label, attendeeType] as const]),
    ...givenAnswers(asked, answered).map(
      (answer) => [answer.label, html`<span class="lines">${answerText(answer, language)}</span>`] as const,
    ),
  ]
}
