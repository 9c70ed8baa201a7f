import * as z from 'zod'
import { trimmed } from './text.ts'

// Parts of a URL other than the host, which its parser drops or decodes: a domain containing them would become a different one.
const notInDomains = /[\s/?#@:%\\]/

const asciiDomain = (domain: string): string =>
  notInDomains.test(domain) ? '' : (URL.parse(`http://${domain.replace(/\.$/, '')}`)?.hostname ?? '')

/** The address with its domain in lower-case ASCII (IDN as A-labels, no trailing dot); the local part stays as written. */
const normalise = (address: string): string => {
  const at = address.lastIndexOf('@')
  return at < 1 ? address : `${address.slice(0, at)}@${asciiDomain(address.slice(at + 1))}`
}

// RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all. SES does not deliver to non-ASCII local parts (SMTPUTF8).
const plausible =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)(?!\.|[^@]*\.@)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** A deliverable e-mail address, with its domain normalised. */
export const emailAddressSchema = z
  .string()
  .overwrite(trimmed)
  .min(1)
  .max(300)
  .transform(normalise)
  .refine((address) => plausible.test(address) && !address.includes('..'), 'email')
  .meta({ format: 'email', description: 'E-mail address' })

/** What identifies one person's address: the whole address in lower case, including any plus tag. */
export const emailKey = (address: string): string => address.toLowerCase()
