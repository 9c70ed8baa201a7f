import { toldAddressMinutes } from '../../../shared/domain/people/periods.ts'
import { readCookies, siteCookie } from '../../../shared/http/cookies.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import { addressTold, toldAddress } from '../../../shared/tokens/told-address.ts'

const cookie = ({ context }: Pick<Request, 'context'>, value = '') => siteCookie(context.siteUrl, 'registered', value)

type Of = { readonly keys: Keys }

/**
 * Lets the page after registering show the address, which histories and logs would keep from its URL. A direct answer to the form
 * could show it without a cookie, but phones load a page again when its reader comes back from reading the mail.
 */
export const addressCookie = async ({ keys }: Of, request: Request, slug: string, email: string): Promise<string> => {
  const until = new Date(Date.parse(request.now) + toldAddressMinutes * 60_000).toISOString()
  return cookie(request, toldAddress(await keys.links(), slug, email, until)).set(toldAddressMinutes * 60)
}

/** The address that this browser just registered for the event with, if it still says so. */
export const addressIn = async ({ keys }: Of, request: Request, slug: string): Promise<string | undefined> => {
  const sealed = readCookies(request.cookies)[cookie(request).name]
  return sealed === undefined ? undefined : addressTold(await keys.links(), slug, sealed, request.now)
}
