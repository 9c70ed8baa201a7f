import type { HistoryEntry } from '../../../shared/domain/registration/history.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import { sayDuration } from '../../../shared/texts/say-duration.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

interface Said {
  readonly texts: Texts
  readonly formats: Formats
  readonly timeZone: string
}

const minute = 60_000

const mailName = ({ history }: Texts['organiser'], { kind, subject }: Extract<HistoryEntry, { what: 'mail' }>): string =>
  subject === undefined ? history.kinds[kind] : history.message({ subject })

/** What happened, in words. */
export const historyWords = ({ texts, formats, timeZone }: Said, entry: HistoryEntry): string => {
  const { history, manage } = texts.organiser
  const moment = (at: string): string => formats.moment(at, timeZone)
  switch (entry.what) {
    case 'asked':
    case 'offered':
    case 'held':
      return entry.until === undefined ? history.happened[entry.what] : history.until[entry.what]({ moment: moment(entry.until) })
    case 'ended':
      return history.ended[entry.reason ?? 'person']
    case 'mail': {
      const name = mailName(texts.organiser, entry)
      return entry.because === undefined
        ? history.mail({ name, state: history.states[entry.state] })
        : history.mail({ name, state: history.because[entry.because] })
    }
    case 'mail-left-out': {
      const name = manage.mailKinds[entry.kind]({ offset: sayDuration(texts, entry.offset) })
      return history.leftOut({
        name,
        why: entry.because === 'just-registered' ? history.justRegistered : manage.missedReasons[entry.because],
      })
    }
    case 'unreachable':
      return history.unreachable({ reason: texts.organiser.registrations.reach.reasons[entry.reason] })
    case 'calendar-answer':
      return history.calendarAnswers[entry.answer]
    default:
      return history.happened[entry.what]
  }
}

/** Since when a mail had been owed, if it had to wait; and where an answer, or an entry about an earlier registration, came from. */
export const historyRemarks = ({ texts, formats, timeZone }: Said, entry: HistoryEntry, round: number): readonly string[] => {
  const { history } = texts.organiser
  return [
    ...(entry.what === 'mail' && Date.parse(entry.at) - Date.parse(entry.owedAt) >= minute
      ? [history.owedSince({ moment: formats.moment(entry.owedAt, timeZone) })]
      : []),
    ...(entry.what === 'calendar-answer' && entry.otherAddress === true ? [history.fromOtherAddress] : []),
    ...('round' in entry && entry.round < round ? [history.earlierRound] : []),
  ]
}
