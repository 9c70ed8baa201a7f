import { network } from '../../../shared/domain/basics/network.ts'
import { partsOf } from '../../../shared/views/form/comma-list.ts'
import { commaList, textIn } from '../../../shared/views/form/controls.ts'

/** An event's topics in the form. */
export interface TopicValues {
  /** Ids of the ticked Topical Groups. */
  readonly topics: readonly string[]
  /** Other topics, separated by commas. */
  readonly otherTopics: string
}

const isTopicalGroup = (topic: string): boolean => network.topicalGroups.some(({ id }) => id === topic)

const topicalGroup = (topic: string): string | undefined =>
  network.topicalGroups.find(({ id, label }) => [id, ...Object.values(label)].some((name) => name.toLowerCase() === topic.toLowerCase()))
    ?.id

export const topicsIn = (form: URLSearchParams): TopicValues => ({
  topics: form.getAll('topics'),
  otherTopics: textIn(form, 'otherTopics'),
})

export const topicValues = (topics: readonly string[]): TopicValues => ({
  topics: topics.filter(isTopicalGroup),
  otherTopics: commaList.show(topics.filter((topic) => !isTopicalGroup(topic))),
})

/** Ticked groups first; a group typed out counts as ticked; no duplicates, ignoring case. */
export const topicsFrom = ({ topics, otherTopics }: TopicValues): readonly string[] => {
  const all = [...topics, ...partsOf(otherTopics).map((topic) => topicalGroup(topic) ?? topic)]
  return all.filter((topic, index) => all.findIndex((other) => other.toLowerCase() === topic.toLowerCase()) === index)
}
