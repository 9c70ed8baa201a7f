import type { Language } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import type { Event } from '../../domain/event/event.ts'
import { paths } from '../../site/paths.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { contentHash } from '../assets/content-hash.ts'

/** What the picture beside a shared link says; the network's name comes with it. */
export interface PictureFacts {
  readonly title: string
  /** `Webinar · Online` */
  readonly about: string
  /** When it is, and by which clocks. */
  readonly when: readonly string[]
}

/** A picture as pages refer to it. */
export interface LinkPicture {
  readonly path: string
  readonly alt: string
}

export const pictureSize = { width: 1200, height: 630 } as const

/** Counts the designs: what is kept of an older one is no longer asked for. */
const design = 1

export type PicturedEvent = Pick<Event, 'slug' | 'title' | 'kind' | 'format' | 'startsAt' | 'endsAt' | 'timeZone'> &
  Partial<Pick<Event, 'status'>>

export const eventFacts = (event: PicturedEvent, language: Language): PictureFacts => {
  const { title, kind, format, startsAt, endsAt, timeZone, status } = event
  const texts = textsIn(language)
  const formats = formatsIn(language)
  const day = formats.day(startsAt, timeZone)
  const when =
    day === formats.day(endsAt, timeZone)
      ? `${day} · ${formats.time(startsAt, timeZone)}–${formats.time(endsAt, timeZone)}`
      : formats.days(startsAt, endsAt, timeZone)
  const about = status === 'cancelled' ? texts.home.cancelled : `${texts.kinds[kind]} · ${texts.formats[format]}`
  return { title, about, when: [when, formats.zone(startsAt, timeZone)] }
}

/** For pages about no single event. */
export const networkFacts = (language: Language): PictureFacts => ({
  title: network.tagline[language],
  about: textsIn(language).site.events,
  when: [new URL(network.siteUrl).host],
})

/** The name of a picture's file, which changes with everything that it shows: it can be kept for good, and is never out of date. */
export const pictureFile = (facts: PictureFacts, language: Language): string =>
  `${language}-${contentHash(JSON.stringify([design, network.name, facts]))}.png`

const altOf = ({ title, when }: PictureFacts): string => [network.name, title, ...when].join(' · ')

export const eventPicture = (event: PicturedEvent, language: Language): LinkPicture => {
  const facts = eventFacts(event, language)
  return { path: paths.eventPicture.to({ slug: event.slug, file: pictureFile(facts, language) }), alt: altOf(facts) }
}

export const networkPicture = (language: Language): LinkPicture => {
  const facts = networkFacts(language)
  return { path: paths.networkPicture.to({ file: pictureFile(facts, language) }), alt: altOf(facts) }
}
