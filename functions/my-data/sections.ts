import type { Language } from '../../shared/domain/basics/language.ts'
import { network } from '../../shared/domain/basics/network.ts'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { attendeeTypeLabel, givenAnswers } from '../../shared/domain/registration-form/readable-answers.ts'
import { sessionsOf } from '../../shared/domain/speaker/speaker.ts'
import { formatsIn } from '../../shared/texts/formats.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import type { ShownData, ShownRegistration } from './gathering.ts'

/** A part of somebody's data as people read it, on the page and in the file alike. */
export interface Section {
  readonly title: string
  readonly facts: readonly (readonly [label: string, value: string])[]
}

/** Everything that is kept about somebody, in words. */
export const sectionsOf = (language: Language, data: ShownData): readonly Section[] => {
  const texts = textsIn(language)
  const { facts: labels, sections, mailStates, answers } = texts.myData
  const { moment, country, bytes } = formatsIn(language)
  const at = (instant: Instant): string => moment(instant, network.timeZone)

  const mailOf = ({ kind, state, createdAt, trail = [] }: OutboxMessage): readonly [string, string] => [
    labels.mail,
    labels.mailValue({ kind: texts.organiser.history.kinds[kind], state: mailStates[state], at: at(trail.at(-1)?.at ?? createdAt) }),
  ]

  const attendanceOf = ({ registration: { attendance } }: ShownRegistration): string => {
    if (attendance?.mark === 'absent') return labels.absent
    return attendance?.minutes === undefined ? labels.attended : labels.attendedMinutes({ minutes: attendance.minutes })
  }

  const registrationOf = (shown: ShownRegistration): Section => {
    const { event, registration, messages, files } = shown
    const sessions = registration.sessions.map((id) => event.sessions.find((session) => session.id === id)?.title ?? id)
    const optional = (label: string, value: string | undefined): Section['facts'] =>
      value === undefined || value === '' ? [] : [[label, value]]
    return {
      title: sections.registration({ title: event.title }),
      facts: [
        [labels.event, at(event.startsAt)],
        [labels.status, texts.registrationStatuses[registration.status]],
        [labels.name, registration.name],
        [labels.email, registration.email],
        [texts.fields.organisation.label, registration.organisation],
        [texts.fields.country.label, country(registration.country)],
        [texts.fields.role.label, texts.roles[registration.role]],
        ...optional(labels.needs, registration.accessibilityNeeds),
        ...optional(labels.type, attendeeTypeLabel(event, registration)),
        ...optional(labels.participation, registration.participation && texts.formats[registration.participation]),
        ...givenAnswers(event, registration).map(({ label, values }): readonly [string, string] => [label, values.join('; ')]),
        ...optional(labels.sessions, sessions.join('; ')),
        ...optional(labels.groups, registration.groups.join('; ')),
        [labels.language, registration.language],
        [labels.registeredAt, at(registration.registeredAt)],
        [labels.consentedAt, at(registration.consentedAt)],
        [labels.round, String(registration.round)],
        ...optional(labels.cancelledAt, registration.cancelledAt && at(registration.cancelledAt)),
        ...optional(labels.source, registration.source && labels.sourceValue),
        ...optional(labels.calendarAnswer, registration.calendarAnswer && answers[registration.calendarAnswer.answer]),
        ...optional(labels.attendance, registration.attendance && attendanceOf(shown)),
        ...optional(labels.answered, registration.answered && labels.answeredValue),
        ...files.map(({ name, size, question }): readonly [string, string] => [
          labels.file,
          labels.fileValue({ name: `${name}, ${bytes(size)}`, question }),
        ]),
        ...messages.map(mailOf),
      ],
    }
  }

  const speakerOf = ({ event, speaker }: ShownData['speakers'][number]): Section => {
    const { speakers: words } = texts
    const optional = (label: string, value: string | undefined): Section['facts'] => (value === undefined ? [] : [[label, value]])
    return {
      title: sections.speaker({ title: event.title }),
      facts: [
        [labels.event, at(event.startsAt)],
        [labels.status, words.states[speaker.state]],
        [labels.name, speaker.name],
        [labels.email, speaker.email],
        [words.fields.role, words.roles[speaker.role]],
        ...optional(
          labels.sessions,
          sessionsOf(event, speaker)
            .map(({ title }) => title)
            .join('; ') || undefined,
        ),
        ...optional(words.rehearsal, speaker.rehearsal?.replace('T', ', ')),
        ...optional(words.fields.organisation, speaker.organisation),
        ...optional(words.fields.biography, speaker.biography),
        [words.fields.recording, words.recordings[speaker.recording ?? 'none']],
        ...optional(words.fields.slides, speaker.slides),
        ...optional(words.fields.needs, speaker.needs),
        ...optional(words.invitedAt, speaker.invitedAt && at(speaker.invitedAt)),
        ...optional(words.remindedAt, speaker.remindedAt && at(speaker.remindedAt)),
        ...optional(words.answeredAt, speaker.answeredAt && at(speaker.answeredAt)),
      ],
    }
  }

  const { letters, received, unproven, entries, optionalMail, suppression, renewals } = data
  const bounce = suppression?.bounce
  const complaint = suppression?.complaint
  const others: readonly Section[] = [
    { title: sections.mails, facts: data.messages.map(mailOf) },
    {
      title: sections.lists,
      facts: entries.map(({ title, addedAt, invitedAt }) => [
        title === undefined ? labels.members : labels.invited({ title }),
        invitedAt === undefined
          ? labels.entryAdded({ at: at(addedAt) })
          : labels.entryInvited({ at: at(addedAt), invitedAt: at(invitedAt) }),
      ]),
    },
    {
      title: sections.letters,
      facts: [
        ...letters.map(({ receivedAt, name = '', address = '', subject = '', text = '' }): readonly [string, string] => [
          labels.letter,
          [at(receivedAt), name, address, subject, text].filter((part) => part !== '').join('\n'),
        ]),
        ...received.map(({ receivedAt }): readonly [string, string] => [labels.received, at(receivedAt)]),
      ],
    },
    {
      title: sections.unproven,
      facts: [
        ...unproven.map((receivedAt) => [labels.arrived, at(receivedAt)] as const),
        ...(unproven.length === 0 ? [] : [[labels.contents, labels.contentsNotShown({ address: network.contactEmail })] as const]),
      ],
    },
    {
      title: sections.choices,
      facts: [
        ...(optionalMail === undefined
          ? []
          : [
              [labels.optional, (optionalMail.wanted ? labels.optionalOn : labels.optionalOff)({ at: at(optionalMail.chosenAt) })] as const,
            ]),
        ...(bounce === undefined ? [] : [[labels.returned, labels.since({ at: at(bounce.at) })] as const]),
        ...(complaint === undefined ? [] : [[labels.complained, labels.since({ at: at(complaint.at) })] as const]),
        ...(renewals === 0 ? [] : [[labels.renewals, labels.renewalsValue({ count: renewals })] as const]),
      ],
    },
  ]
  return [...data.registrations.map(registrationOf), ...data.speakers.map(speakerOf), ...others.filter(({ facts }) => facts.length > 0)]
}
