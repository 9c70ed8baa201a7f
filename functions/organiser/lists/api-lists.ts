import { addressListOutput, entriesBody, listQuery } from '../../../shared/api/lists.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { mostLines, readEntries, searchOf } from '../../../shared/domain/people/address-list.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { sayApiProblem } from '../../../shared/texts/field-words.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { entryAfter, entryText } from './entry-cursor.ts'
import { keepToTheEnd } from './invited.ts'

type Run = (services: Pick<Services, 'lists'>, request: StaffRequest, list: string, path: string) => Promise<Reply>

const ofMembers =
  (run: Run) =>
  (services: Pick<Services, 'lists'>) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    mayAdminister(request.staff) ? run(services, request, lists.members, paths.apiMembers.to({})) : refuse(request, 'not-allowed', 'role')

const ofInvited =
  (run: Run, first: (services: Pick<Services, 'retention'>, event: Event) => Promise<void> = () => Promise.resolve()) =>
  (services: Pick<Services, 'events' | 'lists' | 'retention'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      await first(services, event)
      return run(services, request, lists.invited(event.slug), paths.apiInvited.to(event))
    })

const list: Run = async (services, request, name, path) => {
  const query = check(listQuery, Object.fromEntries(request.query))
  if (!query.ok) return refuseFields(request, query.problems)
  const { limit, from } = query.value
  const search = searchOf(query.value.search)
  const after = from === undefined ? undefined : entryAfter(from)
  if (from !== undefined && after === undefined) return refuseFields(request, [{ field: 'from', code: 'invalid' }])
  const [count, page] = await Promise.all([
    services.lists.count(name),
    services.lists.page(name, limit, { search, ...(after === undefined ? {} : { after }) }),
  ])
  const following = (next: string) =>
    `${path}?${new URLSearchParams({ limit: String(limit), ...(search === '' ? {} : { search }), from: entryText(next) })}`
  return json(addressListOutput.parse({ count, entries: page.entries, ...(page.next === undefined ? {} : { next: following(page.next) }) }))
}

type Act = (entries: readonly string[]) => Promise<Readonly<Record<string, number>>>

/** Does something with the entries of the body; the answer names every part that is not an entry. */
const withEntries = (request: StaffRequest, act: Act): Promise<Reply> =>
  withBody(request, entriesBody, async (body) => {
    const { entries, refused } = readEntries(body.entries)
    if (entries.length > mostLines) return refuseFields(request, [{ field: 'entries', code: 'too-long', limit: mostLines, items: true }])
    const texts = textsIn(request.language)
    return json({
      ...(await act(entries)),
      refused: refused.map(({ line, text, code }) => ({
        index: line - 1,
        entry: text,
        code,
        message: sayApiProblem(texts, { field: 'entries', code }),
      })),
    })
  })

const add: Run = ({ lists: stored }, request, name) =>
  withEntries(request, async (entries) => {
    const added = await stored.add(name, entries, request.now)
    return { added, known: entries.length - added }
  })

const remove: Run = ({ lists: stored }, request, name) =>
  withEntries(request, async (entries) => ({ removed: await stored.remove(name, entries) }))

export const listMembers = ofMembers(list)
export const addMembers = ofMembers(add)
export const removeMembers = ofMembers(remove)
export const listInvited = ofInvited(list)
export const addInvited = ofInvited(add, keepToTheEnd)
export const removeInvited = ofInvited(remove)
