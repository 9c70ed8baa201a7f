import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { greetedName } from '../../domain/people/person-name.ts'
import { textsIn } from '../../texts/texts.ts'
import type { MailLinks } from './what-mails-say.ts'

type AddressKind = 'address-change' | 'address-taken' | 'address-asked'

/** What the mails about another address for a registration say. */
export const addressPart = (
  { language, registeredBy = '', address = '' }: OutboxMessage,
  kind: AddressKind,
  title: string,
  links: MailLinks,
) => {
  const { [kind]: texts, somebody, seeRegistration } = textsIn(language).mail
  const { subject, opening, note } = texts
  const name = greetedName(registeredBy) || somebody
  const [own = links.registration] = links.registrations ?? []
  const action =
    kind === 'address-change'
      ? { label: textsIn(language).mail['address-change'].action, url: links.addressChange ?? links.event }
      : { label: seeRegistration, url: kind === 'address-taken' ? own : links.registration }
  return {
    subject: subject({ title }),
    opening: opening({ name, address }),
    action,
    note,
    describes: kind === 'address-change',
    joins: false,
  }
}
