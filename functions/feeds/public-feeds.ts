import { languageSchema } from '../../shared/domain/basics/language.ts'
import { network } from '../../shared/domain/basics/network.ts'
import { type FeedScope, isAbout } from '../../shared/domain/calendar/feed-scope.ts'
import { eventKindSchema } from '../../shared/domain/event/fields.ts'
import { answerBytes } from '../../shared/http/answer-size.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { calendarFeed, type Reply } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { feedEntry, feedText } from '../../shared/mail/calendar/feed-text.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { topicLabel } from '../../shared/views/event/event-parts.ts'
import type { Services } from './services.ts'

// Shared caches may keep it for some minutes, then revalidate.
const keptByAnybody = 'public, max-age=300'

/** The calendar of a scope. Its name is in the network's language, unless the URL asks for another. */
const feedOf =
  (scopeOf: (request: Request) => FeedScope | undefined) =>
  ({ published }: Pick<Services, 'published'>) =>
  async (request: Request): Promise<Reply> => {
    const scope = scopeOf(request)
    if (scope === undefined) return refuse(request, 'not-found', 'calendar')
    const language = languageSchema.safeParse(request.query.get('language')).data ?? network.language
    const { subscribe } = await loadTexts(language)
    const { kind, topic } = scope
    const about = kind === undefined ? subscribe.all : subscribe.kinds[kind]
    const name = subscribe.calendarName({ network: network.name, about: topic === undefined ? about : topicLabel(topic, language) })
    const feed = await published.calendar(JSON.stringify([scope, language]), request.now, async (events) => {
      const shown = events.filter((event) => isAbout(scope, event))
      return feedText(name, await Promise.all(shown.map((event) => feedEntry(event, request.context.siteUrl))), answerBytes)
    })
    return calendarFeed(feed, request.headers['if-none-match'], keptByAnybody)
  }

/** All public events. */
export const everyEvent = feedOf(() => ({}))

/** The events of a kind. */
export const eventsOfKind = feedOf((request) => {
  const kind = eventKindSchema.safeParse(request.parameter('kind'))
  return kind.success ? { kind: kind.data } : undefined
})

/** The events of a Topical Group of the network. */
export const eventsOfTopic = feedOf((request) => {
  const topic = network.topicalGroups.find(({ id }) => id === request.parameter('topic'))
  return topic && { topic: topic.id }
})
