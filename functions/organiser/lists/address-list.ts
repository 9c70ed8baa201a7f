import { entrySchema, mostLines, readEntries, searchOf } from '../../../shared/domain/people/address-list.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { type AddressListModel, addressListView, type ListAbout } from './address-list-view.ts'
import { entryAfter, entryText } from './entry-cursor.ts'

const pageSize = 40
// The first wrong lines are enough of a summary; all of them are in the form.
const mostProblems = 20

const nothingRefused: AddressListModel['refused'] = { text: '', problems: [], count: 0 }

const numberIn = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name)
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

const doneIn = (query: URLSearchParams): AddressListModel['done'] => {
  const added = numberIn(query, 'added')
  return {
    ...(added === undefined ? {} : { added, known: numberIn(query, 'known') ?? 0 }),
    ...(query.has('removed') ? { removed: true } : {}),
    ...(query.has('begun') ? { begun: true } : {}),
  }
}

const show = async (
  { lists }: Pick<Services, 'lists'>,
  request: StaffRequest,
  list: string,
  about: ListAbout,
  more: Partial<Pick<AddressListModel, 'done' | 'refused' | 'tooMany'>> = {},
): Promise<Reply> => {
  const search = searchOf(request.query.get('search') ?? '')
  const after = entryAfter(request.query.get('from') ?? '')
  const [count, listed] = await Promise.all([
    lists.count(list),
    lists.page(list, pageSize, { search, ...(after === undefined ? {} : { after }) }),
  ])
  const here = search === '' ? about.path : `${about.path}?${new URLSearchParams({ search })}`
  const from = `${here}${search === '' ? '?' : '&'}from=`
  return page(
    addressListView(request.context, {
      about,
      count,
      entries: listed.entries,
      search,
      ...(listed.next === undefined ? {} : { next: from + entryText(listed.next) }),
      ...(after === undefined ? {} : { first: here }),
      done: doneIn(request.query),
      refused: { ...nothingRefused, text: request.typed?.get('entries') ?? '' },
      ...more,
    }),
    more.refused === undefined && more.tooMany !== true ? 200 : 422,
  )
}

/** The page of a list. */
export const showList = (services: Pick<Services, 'lists'>, request: StaffRequest, list: string, about: ListAbout): Promise<Reply> =>
  show(services, request, list, about)

/** Adds the lines in the form. Invalid lines come back for correction; the others are then already on the list. */
export const addToList = async (
  services: Pick<Services, 'lists'>,
  request: StaffRequest,
  list: string,
  about: ListAbout,
): Promise<Reply> => {
  const text = (formOf(request).get('entries') ?? '').replaceAll('\r\n', '\n')
  const lines = text.split('\n')
  if (lines.length > mostLines) return show(services, request, list, about, { tooMany: true, refused: { ...nothingRefused, text } })
  const { entries, refused } = readEntries(lines)
  if (entries.length > mostLines) return show(services, request, list, about, { tooMany: true, refused: { ...nothingRefused, text } })
  if (entries.length === 0 && refused.length === 0)
    return show(services, request, list, about, {
      refused: { ...nothingRefused, problems: [{ field: 'entries', code: 'required' }] },
    })
  const added = await services.lists.add(list, entries, request.now)
  const known = entries.length - added
  if (refused.length === 0) return concerning(seeOther(`${about.path}?added=${added}&known=${known}`), { count: added })
  return show(services, request, list, about, {
    ...(entries.length === 0 ? {} : { done: { added, known } }),
    refused: {
      text: refused.map((each) => each.text).join('\n'),
      problems: refused.slice(0, mostProblems).map(({ code }, index) => ({ field: 'entries', code, line: index + 1 })),
      count: refused.length,
    },
  })
}

/** Removes the entry named in the form from the list. */
export const removeFromList = async (
  { lists }: Pick<Services, 'lists'>,
  request: StaffRequest,
  list: string,
  about: ListAbout,
): Promise<Reply> => {
  const entry = entrySchema.safeParse(formOf(request).get('entry') ?? '')
  if (entry.success) await lists.remove(list, [entry.data])
  return seeOther(`${about.path}?removed`)
}
