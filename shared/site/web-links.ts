import { LinkifyIt } from 'linkify-it'

let finder: LinkifyIt | undefined

/** Finds whole web addresses only: nobody should be led by a file name or a typing mistake that looks like a domain. */
const webAddressFinder = (): LinkifyIt => {
  // Made with the first text, since its patterns take milliseconds to build.
  if (finder !== undefined) return finder
  finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  for (const schema of ['ftp:', '//', 'mailto:']) finder.add(schema, null)
  return finder
}

// Which end a sentence or a quotation, not an address.
const after = /[:»”’“]+$/u

/** A text cut at its web addresses: text and addresses alternate, beginning and ending with text. */
export const atWebLinks = (text: string): readonly string[] => {
  const parts: string[] = []
  let from = 0
  for (const { index, raw } of webAddressFinder().match(text) ?? []) {
    const address = raw.replace(after, '')
    parts.push(text.slice(from, index), address)
    from = index + address.length
  }
  return [...parts, text.slice(from)]
}
