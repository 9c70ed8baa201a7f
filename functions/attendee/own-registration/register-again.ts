import { randomUUID } from 'node:crypto'
import { needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { mayRegisterAgain } from '../../../shared/domain/registration/register-again.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { notShown } from '../../../shared/domain/registration-form/own-form.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { seeOther } from '../../../shared/http/reply.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { LinkKeys } from '../../../shared/tokens/link-keys.ts'
import { personalKey } from '../../../shared/tokens/personal-key.ts'
import { holdKey } from '../../../shared/tokens/registration-tokens.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'
import { addressOf, askAddress, form, isFullForGood } from '../registering/register.ts'
import { answerName, answerValues } from '../registration-form/answers-in-form.ts'
import { offeredSessions } from '../registration-form/session-choice.ts'
import { backTo, linkedPage } from './linked-page.ts'

/** What the person said before, without answers that the questions can no longer hold, and without sessions that are full by now. */
const saidBefore = ({ event, seats }: EventWithSeats, registration: Registration): FormValues => {
  const { name, email, organisation, country, role, accessibilityNeeds, sessions } = registration
  const free = offeredSessions(event, seats).flatMap(({ session, availability }) => (availability === 'none' ? [] : [session.id]))
  const old = notShown(event, registration.answers).map((id) => [answerName(id), undefined])
  const details = { name, email, organisation, country, role, accessibilityNeeds, sessions: sessions.filter((id) => free.includes(id)) }
  return { ...details, ...answerValues(registration), ...Object.fromEntries(old) }
}

/** The keys of the links that they came by: a group's, and their own for an event with a list, whose address the personal link proves. */
const keysOf = (keys: LinkKeys, { event }: Pick<EventWithSeats, 'event'>, { email, country, groups }: Registration) => {
  const hold = event.holds.find(({ id, countries }) => groups.includes(id) && !countries.includes(country))
  return {
    key: hold === undefined ? undefined : holdKey(keys, event.slug, hold.id),
    personalKey: needsPersonalKey(event) ? personalKey(keys, event.slug, email) : undefined,
  }
}

/**
 * The form to register, filled in with what the person said in a registration that ended. It posts to the page for registering, which
 * treats it as anybody's.
 */
export const registerAgain = linkedPage(async ({ events, keys, admit }, request, linked) => {
  const { registration } = linked
  if (!mayRegisterAgain(registration, registrationState(linked.event, request.now))) return backTo(linked)
  const found = await events.getWithSeats(registration.slug)
  // The event page says that no place is left.
  if (found === undefined || isFullForGood(found)) return seeOther(paths.event.to(registration))
  const own = keysOf(await keys.links(), found, registration)
  const admission = await admit(found.event, { personalKey: own.personalKey })
  if (admission.outcome === 'key-needed' || admission.outcome === 'not-admitted') return askAddress(request, found, own.key ?? null, true)
  const values = { ...saidBefore(found, registration), ...own }
  return form(request, found, { requestKey: randomUUID(), ...addressOf(admission, 'address'), again: true, values, problems: [] })
})
