import type { Language } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Cell } from '../../../shared/domain/basics/table-cell.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import { chosenSessions } from '../../../shared/domain/event/registration-window.ts'
import type { ErasedRegistration } from '../../../shared/domain/registration/erased-registration.ts'
import { sessionTitles } from '../../../shared/domain/registration/session-choice.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { attendeeTypeLabel, type GivenAnswer, givenAnswers } from '../../../shared/domain/registration-form/readable-answers.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { calendarAnswerWords } from './calendar-answer-words.ts'
import type { GivenFile } from './given-files.ts'
import type { ReachedRegistration } from './reachability.ts'

/** The rows of the file of an event's registrations, in the reader's language: the column headings, then one per registration. */
export const registrationRows = (language: Language, asked: RegistrationForm & Pick<Event, 'sessions' | 'timeZone' | 'format'>) => {
  const texts = textsIn(language)
  const { registrations: labels } = texts.organiser
  const { country, days } = formatsIn(language)
  const { reach } = labels
  const choosesSessions = chosenSessions(asked).length > 0
  const asksHow = asksParticipation(asked)
  const { participation: how } = texts.registration

  const cell = (answer: GivenAnswer | undefined, given: unknown): Cell =>
    typeof given === 'number' ? given : (answer?.values.join('; ') ?? '')

  const moments = (at: Instant): readonly Cell[] => ['UTC', asked.timeZone].map((timeZone) => ({ at, timeZone }))

  return {
    head: [
      labels.name,
      labels.email,
      labels.organisation,
      labels.country,
      labels.role,
      labels.status,
      reach.title,
      labels.calendarAnswer,
      labels.attendance.title,
      labels.attendance.minutesTitle,
      labels.registeredIn({ zone: 'UTC' }),
      labels.registeredIn({ zone: asked.timeZone }),
      texts.fields.accessibilityNeeds.label,
      labels.attendeeType,
      ...(asksHow ? [how.label] : []),
      ...(choosesSessions ? [texts.fields.sessions.label] : []),
      ...asked.questions.map(({ label }) => label),
      labels.noLongerAsked,
    ],
    /** What stays of an erased person, so that the rows add up. */
    erased: ({ status, attendance, registeredAt }: ErasedRegistration): readonly Cell[] => [
      labels.erased.one,
      ...['', '', '', ''],
      texts.registrationStatuses[status],
      ...['', ''],
      status !== 'confirmed' || attendance === undefined ? '' : labels.attendance.marks[attendance.mark],
      attendance?.minutes ?? '',
      ...moments(registeredAt),
      ...['', ''],
      ...(asksHow ? [''] : []),
      ...(choosesSessions ? [''] : []),
      ...asked.questions.map(() => ''),
      '',
    ],
    row: (registration: ReachedRegistration & { readonly files?: readonly GivenFile[] }): readonly Cell[] => {
      const { unreachable, files = [] } = registration
      const attendance = registration.status === 'confirmed' ? registration.attendance : undefined
      const given = givenAnswers(asked, registration)
      return [
        registration.name,
        registration.email,
        registration.organisation,
        country(registration.country),
        texts.roles[registration.role],
        texts.registrationStatuses[registration.status],
        unreachable === undefined
          ? ''
          : reach.since({ reason: reach.reasons[unreachable.reason], day: days(unreachable.at, unreachable.at, network.timeZone) }),
        calendarAnswerWords(texts, registration),
        attendance === undefined ? '' : labels.attendance.marks[attendance.mark],
        attendance?.minutes ?? '',
        ...moments(registration.registeredAt),
        registration.accessibilityNeeds ?? '',
        attendeeTypeLabel(asked, registration) ?? '',
        ...(asksHow ? [registration.participation === undefined ? how.notSaid : texts.formats[registration.participation]] : []),
        ...(choosesSessions ? [sessionTitles(asked, registration).join('; ')] : []),
        ...asked.questions.map(
          ({ id }) =>
            files.find(({ question }) => question === id)?.name ??
            cell(
              given.find((answer) => answer.id === id),
              registration.answers[id],
            ),
        ),
        given
          .filter(({ type }) => type === undefined)
          .map(({ label, values }) => texts.site.labelled({ label, value: values.join('; ') }))
          .join('\n'),
      ]
    },
  }
}
