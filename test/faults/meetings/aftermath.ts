import { invitedKeptUntil } from '../../../shared/domain/people/address-list.ts'
import { holdsSeat, type Registration } from '../../../shared/domain/registration/registration.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { itemKeys } from '../../../shared/store/item-keys.ts'
import { personalKey } from '../../../shared/tokens/personal-key.ts'
import { createRegistering, type Registering } from '../../../shared/use-cases/registration/registering.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { makePerson } from '../../make/programme.ts'
import { messagesOf, partitionOf } from '../../store/scan.ts'
import { auditOf, type Found } from '../audit.ts'
import { everybody, idOf, latecomer, type World } from './world.ts'

/** Somebody registers after everything is over. */
const register = async (world: World): Promise<Registering> => {
  const { stores, slug, now } = world
  const { email } = makePerson(latecomer)
  const invited = world.list
  if (invited) await stores.lists.add(lists.invited(slug), [email], now)
  const key = invited ? { personalKey: personalKey(await stores.keys.links(), slug, email) } : {}
  return createRegistering(stores)(slug, makePerson(latecomer, { country: 'DE', ...key }), { now, language: 'en', requestKey: 'late' })
}

const statusNow = async ({ stores, slug }: World): Promise<string> =>
  (await stores.registrations.get(idOf(await stores.keys.links(), slug, latecomer)))?.status ?? 'nothing'

/** Whether the answer to a newcomer is true, and the stored data match it. */
export const newcomer = async (world: World): Promise<readonly string[]> => {
  const event = await world.stores.events.get(world.slug)
  const runs = event?.status === 'published' && world.now < event.endsAt
  const answer = await register(world).catch((fault: unknown) => `failed: ${fault}`)
  const status = await statusNow(world)
  if (!runs) return answer === 'closed' && status === 'nothing' ? [] : [`a newcomer is told ${JSON.stringify(answer)} and is ${status}`]
  const allowed = ['confirmed', 'waitlisted', 'pending']
  return answer === status && allowed.includes(status) ? [] : [`a newcomer is told ${JSON.stringify(answer)} and is ${status}`]
}

/** Live registrations of a cancelled event. */
const livedOn = ({ read, registrations }: Found): readonly string[] =>
  read?.event.status === 'cancelled'
    ? registrations.filter(({ status }) => status !== 'cancelled').map(({ email, status }) => `${email} is ${status} at a cancelled event`)
    : []

/** Invitations with an outdated start, and duplicate confirmations. */
const untrueMails = ({ read, registrations, messages }: Found): readonly string[] =>
  registrations.filter(holdsSeat).flatMap(({ id, round, email, status }) => {
    const own = messages.filter((message) => message.registrationId === id && message.round === round)
    const invitations = own.filter(({ calendar }) => calendar !== undefined)
    const newest = invitations.toSorted((a, b) => (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0)).at(-1)
    const confirmations = own.filter(({ kind }) => kind === 'confirmation').length
    return [
      ...(status === 'confirmed' && newest?.event.startsAt !== read?.event.startsAt ? [`${email} was invited to another time`] : []),
      ...(confirmations > 1 ? [`${email} is owed ${confirmations} confirmations`] : []),
    ]
  })

/** Answers that the summary does not count, or counts twice. */
const miscounted = async ({ stores, slug }: World, people: readonly Registration[]): Promise<readonly string[]> => {
  const [{ responses }, given] = await Promise.all([
    stores.tallies.get(slug),
    partitionOf(stores, stores.tables.feedback, itemKeys.response(slug, '').pk),
  ])
  const answered = people.filter((person) => person.answered === true).length
  return responses === given.length && given.length === answered
    ? []
    : [`${answered} people answered, ${given.length} responses are kept, ${responses} are counted`]
}

/** A list whose count is wrong, and invitations marked without a mail. */
const wrongList = async ({ stores, slug, now }: World, listed: number): Promise<readonly string[]> => {
  const list = lists.invited(slug)
  const [count, { entries }, event] = await Promise.all([stores.lists.count(list), stores.lists.page(list, 100), stores.events.get(slug)])
  // Removals leave some entries, and the last newcomer was added.
  const forgotten = event !== undefined && now < invitedKeptUntil(event) && listed > 1 && entries.length < 2
  return [
    ...(count === entries.length ? [] : [`the list says ${count} and has ${entries.length} entries`]),
    ...(forgotten ? ['the list was deleted before its time'] : []),
  ]
}

/** The results of a meeting that cannot be read from the event itself. */
export interface Bounds {
  /** The most places there ever were. */
  readonly places: number
  /** How many people were on the list of invited people after the comers were done. */
  readonly listed: number
}

/** What is wrong with an event after a meeting, in words; nothing if all is well. */
export const aftermath = async (world: World, { places, listed }: Bounds): Promise<readonly string[]> => {
  const { stores, slug, now } = world
  const { events, ledger } = stores
  const [read, people] = await Promise.all([events.getWithSeats(slug), everybody(world)])
  const found: Found = { read, registrations: people, messages: await messagesOf(stores, people) }
  // Everyone is known here: reading the event's list would be most of a meeting's cost.
  const registrations = { ...stores.registrations, pageOf: async () => ({ registrations: people, erased: [] }) }
  const proof = await createProving({ events, registrations, ledger }, 1)(slug, now)
  return [
    ...auditOf(found, places),
    ...(proof?.findings ?? []).map(({ text }) => text),
    ...livedOn(found),
    ...untrueMails(found),
    ...(world.survey ? await miscounted(world, people) : []),
    ...(world.list ? await wrongList(world, listed) : []),
  ]
}
