import * as z from 'zod'
import { paths } from '../../../shared/site/paths.ts'
import type { Person } from '../people/people.ts'
import { type Stagehands, wordyPerson } from './stagehands.ts'

const addedSchema = z.object({ id: z.string() })

const profile = {
  organisation: wordyPerson('speaker').organisation,
  biography:
    'Has bought innovation for ten years, **never** without talking to the market first.\n\n- 1998 to 2004: https://authority.example/a/very/long/address/of/a/page/that/nobody/remembers\n- since then: elsewhere',
  recording: 'no',
  slides: 'https://authority.example/slides/innovation-procurement-in-practice-and-in-theory.pdf',
  needs: 'Step-free way to the stage; a microphone that can be worn.',
}

/** Asks people to speak at an event: one does not answer, one confirms with all details, one declines. */
export const askSpeakers = async ({ asOrganiser, link, post }: Stagehands, slug: string) => {
  const persons = { asked: wordyPerson('asked-to-speak'), confirmed: wordyPerson('speaker'), declined: wordyPerson('cannot-speak') }
  const ask = async (person: Person, more: object = {}) => {
    const body = { name: person.name, email: person.email, language: 'en', invite: true, ...more }
    const { id } = addedSchema.parse(await asOrganiser('POST', paths.apiSpeakers.to({ slug }), body))
    return { id, token: await link(person, 'speaking') }
  }
  const asked = await ask(persons.asked, { role: 'chair' })
  const confirmed = await ask(persons.confirmed, { rehearsal: '2022-06-20T16:00', sessions: ['questions', 'requirements'] })
  const declined = await ask(persons.declined)
  await post(paths.speaking.to({ token: confirmed.token }), { name: persons.confirmed.name, ...profile })
  await post(paths.speakingDecline.to({ token: declined.token }))
  return {
    speakers: { asked: asked.id, confirmed: confirmed.id, declined: declined.id },
    speaking: { asked: asked.token, confirmed: confirmed.token, declined: declined.token },
  }
}
