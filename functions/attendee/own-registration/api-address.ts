import type * as z from 'zod'
import type { acceptedOutput } from '../../../shared/api/registering.ts'
import { addressChangeInputSchema } from '../../../shared/domain/registration/address-change.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { refuseForNow } from '../registering/refused-registration.ts'
import type { Services } from '../services.ts'
import { addressRefusals } from './address.ts'
import { linkedPage } from './linked-page.ts'
import { show, showNow } from './shown-registration.ts'

export const askAddressChange = linkedPage(({ addressChanges, rate }, request, linked) =>
  withBody(request, addressChangeInputSchema, async ({ email }) => {
    if ((await rate({ ...request, emails: [email] })) === 'refused') return refuseForNow(request)
    const asked = await (await addressChanges()).ask(linked.registration, email, request.now)
    if (typeof asked === 'object') return refuseFields(request, asked.problems)
    if (asked !== 'asked') return refuse(request, 'state-conflict', 'noAddressChange')
    const body: z.infer<typeof acceptedOutput> = { status: 'accepted' }
    return json(body, 202)
  }),
)

export const stopAddressChange = linkedPage(async (services, request, linked) => {
  await (await services.addressChanges()).stop(linked.registration, request.now)
  return showNow(services, request, linked)
})

export const confirmAddressChange =
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const change = await (await services.addressChanges()).confirm(request.parameter('token'), request.now)
    if (change.outcome !== 'changed') return refuse(request, ...addressRefusals[change.outcome])
    const event = await services.events.get(change.registration.slug)
    if (event === undefined) return refuse(request, 'not-found', 'link')
    return show(services, request, { registration: change.registration, event })
  }
