import type { Language } from '../../domain/basics/language.ts'
import { daySchema } from '../../domain/basics/wall-time.ts'
import type { Answered } from '../../domain/registration-form/answers.ts'
import type { RegistrationForm } from '../../domain/registration-form/form.ts'
import { attendeeTypeLabel, type GivenAnswer, givenAnswers } from '../../domain/registration-form/readable-answers.ts'
import { type Html, html } from '../../site/html.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'

const answerText = ({ type, values }: GivenAnswer, language: Language): string => {
  const formats = formatsIn(language)
  const days = type === 'date' && values.every((value) => daySchema.safeParse(value).success)
  return values.map((value) => (days ? formats.date(value) : value)).join('\n')
}

/** Somebody's answers at registration, for `facts`; empty if nothing was asked. */
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
