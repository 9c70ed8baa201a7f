import type { Attachment } from '../../domain/attachment/attachment.ts'
import type { Event } from '../../domain/event/event.ts'
import type { Database } from '../dynamodb/database.ts'
import { type TransactItem, transact } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'
import { dueAttributes } from './event-item.ts'

/** What is kept of an event beside what its form shows; forms that show the event stay valid. */
export const createEventMarks = (database: Database, table: string) => {
  /** The part of a transaction that sets these attributes, and removes those without a value; fails if somebody else changed the event. */
  const marking = ({ slug, version, clockVersion }: Event, attributes: Readonly<Record<string, unknown>>): TransactItem => {
    const all = Object.entries({ ...attributes, clockVersion: clockVersion + 1 })
    const named = (isSet: boolean) => all.filter(([, value]) => (value !== undefined) === isSet).map(([name]) => name)
    const [set, removed] = [named(true), named(false)]
    return {
      Update: {
        TableName: table,
        Key: itemKeys.event(slug),
        ConditionExpression: 'version = :version AND clockVersion = :clock',
        UpdateExpression: `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}${removed.length === 0 ? '' : ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}`}`,
        ExpressionAttributeNames: Object.fromEntries([...set, ...removed].map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ':version': version,
          ':clock': clockVersion,
          ...Object.fromEntries(all.filter(([, value]) => value !== undefined).map(([name, value]) => [`:${name}`, value])),
        },
      },
    }
  }
  const write = async (parts: readonly TransactItem[]): Promise<boolean> => (await transact(database, parts)).written

  const planning = (read: Event, publication: Event['publication']): TransactItem => {
    const { publication: _, ...rest } = read
    const { due, dueAt } = dueAttributes(publication === undefined ? rest : { ...rest, publication })
    return marking(read, { publication, due, dueAt })
  }

  return {
    /** Sets what the link to a draft has, or removes it. False if somebody else changed the draft since it was read. */
    preview: (read: Event, previewNonce: string | undefined): Promise<boolean> => write([marking(read, { previewNonce })]),

    /** Sets when a draft is published, or that it is not, with the mails about that: all or nothing. False as above. */
    plan: (read: Event, publication: Event['publication'], mails: readonly TransactItem[] = []): Promise<boolean> =>
      write([planning(read, publication), ...mails]),

    /** The same for several drafts: all or nothing. At most 100 (AWS: the items of a transaction). */
    planAll: async (plans: readonly { readonly read: Event; readonly publication: Event['publication'] }[]): Promise<boolean> =>
      plans.length === 0 || write(plans.map(({ read, publication }) => planning(read, publication))),

    /** Sets the files that the event's page offers. False as above. */
    attach: (read: Event, attachments: readonly Attachment[]): Promise<boolean> =>
      write([marking(read, { attachments: attachments.length === 0 ? undefined : attachments })]),

    /** Sets the picture of the event's page, or removes it. False as above. */
    illustrate: (read: Event, picture: Event['picture']): Promise<boolean> => write([marking(read, { picture })]),
  }
}
export type EventMarks = ReturnType<typeof createEventMarks>
