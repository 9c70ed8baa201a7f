import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { addressChangeInputSchema, mayChangeAddress } from '../../../shared/domain/registration/address-change.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { registrationToken } from '../../../shared/tokens/registration-tokens.ts'
import type { AddressChange } from '../../../shared/use-cases/registration/moving-address.ts'
import { refuseForNow } from '../registering/refused-registration.ts'
import { postedValues } from '../registration-form/answers-in-form.ts'
import type { Services } from '../services.ts'
import { addressView, confirmAddressView } from './address-view.ts'
import { backTo, linkedPage } from './linked-page.ts'

export const addressForm = linkedPage((_services, request, linked) =>
  mayChangeAddress(linked.event, linked.registration, request.now)
    ? page(addressView(request.context, { ...linked, values: {}, problems: [] }))
    : backTo(linked),
)

/** The answer contains no address, which histories and logs would keep, and is the same for every address. */
export const askAddressChange = linkedPage(async ({ addressChanges, rate }, request, linked) => {
  if (!mayChangeAddress(linked.event, linked.registration, request.now)) return refuse(request, 'state-conflict', 'noAddressChange')
  const form = formOf(request)
  const again = (problems: readonly FieldProblem[]) =>
    page(addressView(request.context, { ...linked, values: postedValues(form), problems }), 422)
  const checked = check(addressChangeInputSchema, filled(form))
  if (!checked.ok) return again(checked.problems)
  const { email } = checked.value
  if ((await rate({ ...request, emails: [email] })) === 'refused') return refuseForNow(request)
  const asked = await (await addressChanges()).ask(linked.registration, email, request.now)
  if (typeof asked === 'object') return again(asked.problems)
  return asked === 'not-possible' ? refuse(request, 'state-conflict', 'noAddressChange') : backTo(linked)
})

export const stopAddressChange = linkedPage(async ({ addressChanges }, request, linked) => {
  await (await addressChanges()).stop(linked.registration, request.now)
  return backTo(linked)
})

/** Why a link does not make the change. */
export const addressRefusals: Readonly<Record<Exclude<AddressChange['outcome'], 'open' | 'changed'>, Refusal>> = {
  'no-such-link': ['not-found', 'link'],
  'link-ended': ['gone', 'addressLinkEnded'],
  over: ['state-conflict', 'noAddressChange'],
  'already-registered': ['state-conflict', 'addressRegistered'],
  'not-admitted': ['state-conflict', 'addressNotAdmitted'],
}

const toRegistration = async (
  { keys }: Pick<Services, 'keys'>,
  { registration }: Extract<AddressChange, { outcome: 'changed' }>,
): Promise<Reply> => seeOther(`${paths.registration.to({ token: registrationToken(await keys.links(), registration) })}?moved`)

/** The page that a link in a mail opens. Only the form on it changes anything. */
export const addressChange =
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const change = await (await services.addressChanges()).look(request.parameter('token'), request.now)
    if (change.outcome === 'changed') return toRegistration(services, change)
    if (change.outcome !== 'open') return refuse(request, ...addressRefusals[change.outcome])
    const { event, from, email } = change
    return page(confirmAddressView(request.context, { event, name: from.name, email }))
  }

export const confirmAddressChange =
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const change = await (await services.addressChanges()).confirm(request.parameter('token'), request.now)
    return change.outcome === 'changed' ? toRegistration(services, change) : refuse(request, ...addressRefusals[change.outcome])
  }
