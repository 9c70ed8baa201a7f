import type { Language } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import { greetedName } from '../../domain/people/person-name.ts'
import { type Texts, textsIn } from '../../texts/texts.ts'

/** Who writes, whom to contact and who funds it. */
export const senderIn = (language: Language) => ({
  network: network.name,
  footer: [
    `${network.name} · ${network.tagline[language]}`,
    textsIn(language).mail.contact({ network: network.name, address: network.contactEmail }),
  ],
  grant: network.grant.statement[language],
})

export const greetingOf = (texts: Texts, given: string): string => {
  const name = greetedName(given)
  return name === '' ? texts.mail.greetingNobody : texts.mail.greeting({ name })
}
