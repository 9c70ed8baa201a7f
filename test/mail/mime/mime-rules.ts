import { languages } from '../../../shared/domain/basics/language.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { type CalendarSource, componentsOf, propertiesOf } from '../itip/calendar-lines.ts'
import type { Condition } from '../itip/findings.ts'
import { addressesIn, allParts, headers, type MimePart, shape, textOf } from './mime-tree.ts'

const encodings = new Set(['7bit', 'quoted-printable', 'base64'])
const fieldsThatAppearOnce = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'reply-to']

const bodies = (mail: MimePart): readonly string[] =>
  ['text/plain', 'text/html'].map((type) => {
    const part = allParts(mail).find((each) => each.type === type)
    const text = part === undefined ? '' : textOf(part)
    return type === 'text/html' ? text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"') : text
  })

const decodeWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, way: string, text: string) =>
      way.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('latin1')
        : text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )

/** The subject of a mail as people read it. */
const subjectOf = (mail: MimePart): string => Buffer.from(decodeWords(headers(mail, 'subject')[0] ?? ''), 'latin1').toString('utf8')

/** The readable content of every mail: text, and HTML with its one picture. */
const words = 'text/plain,multipart/related(text/html,image/png)'

/** Whether the HTML shows the pictures included in the mail, and no remote ones. */
const ownPictures = (mail: MimePart): boolean => {
  const [, html = ''] = bodies(mail)
  const shown = [...html.matchAll(/(?:src|background)="([^"]*)"|url\(/g)].map(([, source = '']) => source)
  const carried = allParts(mail)
    .filter(({ type }) => type.startsWith('image/'))
    .flatMap((part) => headers(part, 'content-id'))
    .map((id) => `cid:${id.slice(1, -1)}`)
  return shown.length > 0 && shown.every((source) => carried.includes(source)) && carried.every((source) => shown.includes(source))
}

/** One https address (on this machine also http) on one line and the one-click header; or neither. */
const unsubscribes = (raw: string, mail: MimePart): boolean => {
  const [addresses, words] = [headers(mail, 'list-unsubscribe'), headers(mail, 'list-unsubscribe-post')]
  if (addresses.length + words.length === 0) return true
  const oneLine = /^List-Unsubscribe: <(?:https:\/\/|http:\/\/localhost:)[^\s<>,]+>\r$/m.test(raw)
  return addresses.length === 1 && oneLine && words.length === 1 && words[0] === 'List-Unsubscribe=One-Click'
}

/** The conditions on all our mails. */
export const mailConditions = (raw: Buffer, mail: MimePart): Condition[] => {
  const bytes = raw.toString('latin1')
  const parts = allParts(mail)
  const once = (name: string, value: string): boolean => headers(mail, name).length === 1 && headers(mail, name)[0] === value
  return [
    [30, !/[\x80-\xff]|[^\r]\n|\r[^\n]/.test(bytes) && parts.every(({ encoding }) => encodings.has(encoding))],
    [33, headers(mail, 'to').length === 1 && headers(mail, 'to').flatMap(addressesIn).length === 1],
    [33, headers(mail, 'cc').length === 0 && headers(mail, 'bcc').length === 0],
    [34, fieldsThatAppearOnce.every((name) => headers(mail, name).length <= 1)],
    [27, ownPictures(mail)],
    [36, once('auto-submitted', 'auto-generated') && once('x-auto-response-suppress', 'OOF, AutoReply')],
    [37, unsubscribes(bytes, mail)],
    // A date's year, a time of day, and an IANA zone name.
    [
      31,
      bodies(mail).every((text) => /\b\d{4}\b/.test(text) && /\b\d\d:\d\d\b/.test(text) && /\b(?:[A-Z][A-Za-z]+\/[A-Z]\w+|UTC)/.test(text)),
    ],
  ]
}

/** The conditions on a mail without a calendar object. */
export const plainConditions = (mail: MimePart): Condition[] => {
  const calendars = allParts(mail).some(({ type }) => type === 'text/calendar' || type === 'application/ics')
  return [
    [27, calendars || shape(mail) === `multipart/alternative(${words})`],
    [39, !calendars],
  ]
}

const catalogues = await Promise.all(languages.map(loadTexts))
const cancellations = catalogues.flatMap(({ mail: { cancellation } }) =>
  [cancellation.person, cancellation.event].map(({ subject }) => subject({ title: '\n' }).split('\n')[0] ?? ''),
)

const unescaped = (value: string): string => value.replace(/\\([\\;,nN])/g, (_, char: string) => (/n/i.test(char) ? '\n' : char))

/** What text and HTML must repeat from the calendar object: its addresses, and its hour if that is written with a zone. */
const saidTwice = (source: CalendarSource): readonly string[] => {
  const [event] = componentsOf(source.calendar, 'VEVENT')
  const value = (name: string): string => unescaped(propertiesOf(event, name)[0]?.value ?? '')
  const links = value('DESCRIPTION').match(/https?:\/\/\S+/g) ?? []
  const [start] = propertiesOf(event, 'DTSTART')
  const hour = start?.parameters.has('TZID') && start.value.includes('T') ? [start.value.replace(/^\d{8}T(\d\d)(\d\d)\d\d$/, '$1:$2')] : []
  return [value('URL'), ...links, ...hour, ...value('LOCATION').split(', ')]
}

/** The conditions on a mail with a calendar object. */
export const calendarMailConditions = (mail: MimePart, source: CalendarSource): Condition[] => {
  const parts = allParts(mail)
  const inline = parts.filter(({ type }) => type === 'text/calendar')
  const files = parts.filter(({ type }) => type === 'application/ics')
  const [calendar] = inline
  const [event] = componentsOf(source.calendar, 'VEVENT')
  const method = propertiesOf(source.calendar, 'METHOD')[0]?.value ?? ''
  const organizer = (propertiesOf(event, 'ORGANIZER')[0]?.value ?? '').replace(/^mailto:/i, '')
  const [sender = ''] = headers(mail, 'from').flatMap(addressesIn)
  const cancels = cancellations.some((prefix) => subjectOf(mail).startsWith(prefix))
  const expected = `multipart/mixed(multipart/alternative(${words},text/calendar),application/ics)`
  return [
    [27, shape(mail) === expected || files.length !== 1 || inline.length !== 1],
    [
      28,
      calendar === undefined ||
        (calendar.parameters.get('charset')?.toLowerCase() === 'utf-8' && calendar.parameters.get('method') === method),
    ],
    [29, parts.filter(({ parameters }) => parameters.has('method')).length <= 1 && inline.length === 1 && files.length === 1],
    [29, files.every(({ content }) => content.equals(source.bytes))],
    [31, bodies(mail).every((text) => saidTwice(source).every((words) => text.includes(words)))],
    [
      32,
      organizer === '' ||
        !/@/.test(organizer) ||
        (sender.toLowerCase() === organizer.toLowerCase() && !/@(gmail|googlemail)\.com$/i.test(sender)),
    ],
    [34, cancels === (method === 'CANCEL')],
  ]
}
