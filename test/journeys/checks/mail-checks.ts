import { componentsOf, readCalendar, valueIn } from '../../mail/itip/calendar-lines.ts'
import { type Finding, lintInvitation, lintPlainMail } from '../../mail/itip/itip-linter.ts'
import { allParts, headers, parseMime, textOf } from '../../mail/mime/mime-tree.ts'
import type { Mail } from '../people/mailbox.ts'
import type { Person } from '../people/people.ts'

const calendarOf = ({ raw }: Mail): Buffer | undefined => allParts(parseMime(raw)).find(({ type }) => type === 'text/calendar')?.content

export const hasInvitation = (mail: Mail): boolean => calendarOf(mail) !== undefined

/** What is wrong with mails, by subject and recipient; nothing for correct ones. */
export const lintMails = (mails: readonly Mail[]): readonly { readonly mail: string; readonly findings: readonly Finding[] }[] =>
  mails
    .map((mail) => ({
      mail: `${mail.subject} (to ${mail.recipient})`,
      findings: hasInvitation(mail) ? lintInvitation(mail.raw) : lintPlainMail(mail.raw),
    }))
    .filter(({ findings }) => findings.length > 0)

/** What a calendar learns from one mail. */
export interface InvitationState {
  readonly uid: string
  readonly method: string
  readonly sequence: number
  /** Wall time in the event's zone, such as `20220426T100000`. */
  readonly start: string
}

/** What a recipient's calendar was told, in the order of the mails. */
export const invitationsTo = (mails: readonly Mail[], recipient: string): readonly InvitationState[] =>
  mails.flatMap((mail) => {
    const bytes = mail.recipient === recipient ? calendarOf(mail) : undefined
    if (bytes === undefined) return []
    const { calendar } = readCalendar(bytes)
    const [event] = componentsOf(calendar, 'VEVENT')
    const sequence = Number(valueIn(event, 'SEQUENCE'))
    return [{ uid: valueIn(event, 'UID'), method: valueIn(calendar, 'METHOD'), sequence, start: valueIn(event, 'DTSTART') }]
  })

/** Everything a mail says, decoded, with calendar lines unfolded and unescaped: headers, texts and files. */
const everythingIn = ({ raw, subject }: Mail): string => {
  const parts = allParts(parseMime(raw))
  const said = parts.map((part) =>
    textOf(part)
      .replace(/\r?\n[ \t]/g, '')
      .replace(/\\([\\;,])/g, '$1')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"'),
  )
  return [subject, ...parts.flatMap(({ fields }) => fields.map(({ value }) => value)), ...said].join('\n')
}

/** Whether a mail greets its recipient by name. */
export const greets = (mail: Mail, people: readonly Person[]): boolean => {
  const person = people.find(({ email }) => email === mail.recipient)
  return person !== undefined && everythingIn(mail).includes(person.name)
}

/** Names and addresses that appear in a mail to somebody else. */
export const told = (mails: readonly Mail[], people: readonly Person[]): readonly string[] =>
  mails.flatMap((mail) => {
    const said = everythingIn(mail).toLowerCase()
    const others = people.filter(({ email }) => email !== mail.recipient)
    return others
      .flatMap(({ name, email }) => [name, email, ...name.split(/[ ,()"]+/).filter((word) => word.length > 5)])
      .filter((word) => said.includes(word.toLowerCase()))
      .map((word) => `${word} in the mail to ${mail.recipient}`)
  })

/** Whether the mail's only recipient is the person in the envelope (RFC 5322 §3.6.3). */
export const isToOneAlone = ({ raw, recipient }: Mail): boolean => {
  const mail = parseMime(raw)
  const [to = '', ...more] = headers(mail, 'to')
  return more.length === 0 && to.match(/\S+@\S+/g)?.length === 1 && to.includes(recipient) && headers(mail, 'cc').length === 0
}
