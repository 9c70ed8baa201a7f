import type { Plenary } from '../../../infra/local/plenary.ts'
import { letterMail, thunderbirdMail } from '../../make/reply-mail.ts'
import { receiveMail, uidOf } from './invitations.ts'
import type { Person } from './people.ts'

const encoded = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`
const utf8 = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit']

const long = `Dear organisers,

my train is at 17:40, so I have to leave before the last session. Is there a programme with the times of the talks, and can somebody take notes for me?

https://www.authority.example/a-very-long-address-that-has-no-space-to-break-at-anywhere/and-goes-on-and-on-and-on

${'We look forward to the symposium and will come with three colleagues. '.repeat(40)}`

/** Letters of every kind about an event from two people, one about another event named in its subject, and some about none. */
export const sendLetters = async (
  plenary: Pick<Plenary, 'drain' | 'mailApi' | 'siteUrl'>,
  { registered, proposing, about }: { readonly registered: Person; readonly proposing: Person | undefined; readonly about: string },
): Promise<void> => {
  const from = ({ name, email }: Person): string => `${encoded(name.slice(0, 40))} <${email}>`
  const attendee = proposing?.email ?? ''
  const mails = [
    letterMail({
      from: from(registered),
      subject: 'Parking',
      text: 'Is there parking at the ministry?\r\n\r\nMaria-Magdalena',
      headers: utf8,
    }),
    letterMail({ from: from(registered), subject: encoded('Mein Zug fährt um 17:40 – Programm?'), text: long, headers: utf8 }),
    thunderbirdMail({ uid: await uidOf(plenary, proposing), partstat: 'TENTATIVE', attendee }, 'COUNTER'),
    letterMail({
      from: from(registered),
      subject: 'URGENT: your account',
      text: 'Please confirm your password at https://evil.example/sign-in',
      headers: ['Authentication-Results: amazonses.com; dmarc=fail header.from=authority.example', ...utf8],
    }),
    letterMail({
      from: `${encoded('يوسف حدّاد')} <youssef@ministry.example>`,
      subject: encoded('سؤال عن التسجيل'),
      text: 'هل يمكنني التسجيل باسم زميل؟',
      headers: utf8,
    }),
    letterMail({ from: 'Jo <jo@elsewhere.example>', subject: `Slides of ${about}` }),
    Buffer.alloc(0),
  ]
  for (const raw of mails) {
    const { status } = await receiveMail(plenary, raw)
    if (status !== 202) throw new Error(`a letter was not received: ${status}`)
    await plenary.drain()
  }
}
