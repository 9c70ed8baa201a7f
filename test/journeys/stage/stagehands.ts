import * as z from 'zod'
import { type DemoAccount, demoAdministrator, demoOrganiser } from '../../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Api, addressOf, createApi } from '../people/api.ts'
import { type LinkedPage, linkIn, newestMail, tokenOf } from '../people/mailbox.ts'
import { type Person, registrationOf } from '../people/people.ts'

const createdSchema = z.object({ slug: z.string() })
const listSchema = z.object({ registrations: z.array(z.object({ id: z.string(), email: z.string() })) })

/** A person with a very long name and organisation, and an address at an authority. */
export const wordyPerson = (mailbox: string): Person => ({
  name: 'Maria-Magdalena Wolfeschlegelsteinhausenbergerdorff-Papadimitrakopoulou von und zu Hohenlohe-Langenburg',
  email: `${mailbox}@authority.example`,
  organisation:
    'Generaldirektion für grenzüberschreitende Sicherheitsbeschaffungsangelegenheiten und Innovationspartnerschaften, Außenstelle Ost',
  country: 'BA',
  language: 'en',
})

/** An event of an hour and a half on a given day, as the API takes it. */
export const event = (title: string, day: string, more: object = {}) => ({
  kind: 'webinar',
  title,
  summary: 'An hour and a half with practitioners who have done it, with time for the questions of participants.',
  format: 'online',
  timeZone: 'Europe/Brussels',
  start: `${day}T10:00`,
  end: `${day}T11:30`,
  joinUrl: 'https://meet.iprocurenet.example/room',
  ...more,
})

export const workshop = {
  kind: 'workshop',
  format: 'in-person',
  venue: 'Ministry of the Interior, Tallinn\nRoom 12',
} as const

/** What organisers and attendees do to bring events into the states shown by pages; throws if anything is refused. */
export const createStagehands = (plenary: Plenary) => {
  const api = createApi(plenary.siteUrl)

  const done = async (...asked: Parameters<Api>): Promise<unknown> => {
    const { status, body } = await api(...asked)
    if (status >= 400) throw new Error(`${asked[0]} ${asked[1]}: ${JSON.stringify(body)}`)
    return body
  }
  const as =
    (account: DemoAccount) =>
    async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown> =>
      done(method, path, { token: await plenary.accessTokenFor(account), ...(body === undefined ? {} : { body }) })
  const asOrganiser = as(demoOrganiser)

  /** Sends the form of a page. */
  const post = async (path: string, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { status } = await fetch(plenary.siteUrl + path, { method: 'POST', body: new URLSearchParams(fields) })
    if (status >= 400) throw new Error(`POST ${path}: ${status}`)
  }
  const create = async (body: object): Promise<string> => createdSchema.parse(await asOrganiser('POST', paths.apiEvents.to({}), body)).slug

  /** The token of the link to a page in somebody's newest mail. */
  const link = async (person: Person | undefined, page: LinkedPage): Promise<string> =>
    tokenOf(linkIn(await newestMail(plenary, person?.email ?? ''), page))

  const seriesSchema = z.object({ slug: z.string(), events: z.array(z.string()) })
  /** A new series of workshops, all drafts. */
  const createSeries = async (title: string, days: readonly string[]): Promise<z.infer<typeof seriesSchema>> => {
    const { start: _, end: __, ...whole } = event(title, days[0] ?? '', { kind: 'workshop', capacity: 12 })
    const dates = days.map((day) => ({ start: `${day}T10:00`, end: `${day}T12:00` }))
    return seriesSchema.parse(await asOrganiser('POST', paths.apiSeriesAll.to({}), { ...whole, dates }))
  }

  return {
    done,
    createSeries,
    asOrganiser,
    asAdministrator: as(demoAdministrator),
    post,
    create,
    link,
    publish: async (body: object): Promise<string> => {
      const slug = await create(body)
      await asOrganiser('POST', paths.apiPublish.to({ slug }))
      return slug
    },
    /** The slug of a new series of workshops, published, whose third date was called off. */
    publishSeries: async (title: string, days: readonly string[]): Promise<string> => {
      const { slug, events } = await createSeries(title, days)
      await asOrganiser('POST', paths.apiPublishSeries.to({ slug }))
      await asOrganiser('POST', paths.apiCancel.to({ slug: events[2] ?? '' }), { reason: 'A holiday in two countries.' })
      return slug
    },
    register: async (slug: string, persons: readonly Person[], more: object = {}): Promise<void> => {
      for (const person of persons)
        await done('POST', paths.apiRegistrations.to({ slug }), { body: { ...registrationOf(person), ...more }, from: addressOf(person) })
    },
    /** Registers people who share a network: that of this machine. */
    registerTogether: async (slug: string, persons: readonly Person[]): Promise<void> => {
      for (const person of persons) await done('POST', paths.apiRegistrations.to({ slug }), { body: registrationOf(person) })
    },
    /** Gives up a place, leaves the waiting list, or withdraws a request. */
    cancel: (of: string): Promise<void> => post(paths.registrationCancel.to({ token: of })),
    /** The id of somebody's registration, as seen by its organiser. */
    idOf: async (slug: string, person: Person): Promise<string> => {
      const { registrations } = listSchema.parse(await asOrganiser('GET', paths.apiRegistrations.to({ slug })))
      return registrations.find(({ email }) => email === person.email)?.id ?? ''
    },
  }
}
export type Stagehands = ReturnType<typeof createStagehands>
