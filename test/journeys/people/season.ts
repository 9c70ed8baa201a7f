import * as z from 'zod'
import { demoOrganiser } from '../../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Answer, addressOf, createApi, machineToken } from './api.ts'
import { type ListedMail, linkIn, newestMail, tokenOf } from './mailbox.ts'
import { type Person, registrationOf } from './people.ts'

const slugSchema = z.object({ slug: z.string() })
const listSchema = z.object({ registrations: z.array(z.object({ email: z.string(), status: z.string() })), next: z.string().optional() })

/** What organisers, attendees and the steering group do through the API during a season of events. */
export const createSeason = async (plenary: Plenary) => {
  const api = createApi(plenary.siteUrl)
  const tokens = {
    organiser: await machineToken(plenary.issuerUrl, 'organiser-machine'),
    steering: await machineToken(plenary.issuerUrl, 'steering-machine'),
  }
  const secrets: string[] = Object.values(tokens)
  const keep = (secret: string): string => {
    secrets.push(secret)
    return secret
  }

  /** The newest mail that somebody got. */
  const newestTo = (person: Person | undefined): Promise<ListedMail> => newestMail(plenary, person?.email ?? '')

  const linkTo = async (person: Person | undefined, page: 'registrations' | 'feedback'): Promise<string> => {
    const link = linkIn(await newestTo(person), page)
    keep(tokenOf(link))
    return link
  }

  return {
    api,
    tokens,
    /** All tokens used so far, of machines, people and links. */
    secrets: (): readonly string[] => secrets,
    /** Moves the clock forward; resolves when everything due is done. */
    until: (instant: string): Promise<void> => plenary.clock.moveTo(instant),
    newestTo,
    /** The link to a page in somebody's newest mail. */
    linkTo,
    /** An access token of an organiser who owns none of the events; valid for an hour. */
    otherOrganiser: async (): Promise<string> => keep(await plenary.accessTokenFor(demoOrganiser)),
    /** Creates and publishes an event as the organiser's machine. */
    publish: async (event: object): Promise<string> => {
      const token = tokens.organiser
      const { slug } = slugSchema.parse((await api('POST', paths.apiEvents.to({}), { token, body: event })).body)
      const { status } = await api('POST', paths.apiPublish.to({ slug }), { token })
      if (status !== 200) throw new Error(`not published: ${status}`)
      return slug
    },
    /** Registers people one by one, each in their own language. */
    register: async (slug: string, persons: readonly (Person | undefined)[]): Promise<readonly Answer[]> => {
      const answers: Answer[] = []
      for (const person of persons.filter((each) => each !== undefined)) {
        const asked = { body: registrationOf(person), language: person.language, from: addressOf(person) }
        answers.push(await api('POST', paths.apiRegistrations.to({ slug }), asked))
      }
      return answers
    },
    /** Gives feedback through the link in somebody's newest mail. */
    respond: async (person: Person | undefined, answers: object): Promise<Answer> =>
      api('POST', paths.apiResponses.to({}), { body: { token: tokenOf(await linkTo(person, 'feedback')), answers } }),
    summaryOf: async (slug: string, token?: string): Promise<Answer> => {
      await plenary.drain()
      return api('GET', paths.apiSummary.to({ slug }), token === undefined ? {} : { token })
    },
    /** Who is registered, as the organiser's machine reads it page by page: addresses and statuses in order of registration. */
    registeredFor: async (slug: string): Promise<readonly (readonly [email: string, status: string])[]> => {
      const all: [string, string][] = []
      let next: string | undefined = `${paths.apiRegistrations.to({ slug })}?limit=5`
      while (next !== undefined) {
        const page: z.infer<typeof listSchema> = listSchema.parse((await api('GET', next, { token: tokens.organiser })).body)
        all.push(...page.registrations.map(({ email, status }): [string, string] => [email, status]))
        next = page.next
      }
      return all
    },
  }
}
export type Season = Awaited<ReturnType<typeof createSeason>>
