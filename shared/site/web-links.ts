import { LinkifyIt } from 'linkify-it'

// Whole web addresses only: nobody should be led by a file name or a typing mistake that looks like a domain.
const finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
for (const schema of ['ftp:', '//', 'mailto:']) finder.add(schema, null)

// Which end a sentence or a quotation, not an address.
const after = /[:»”’“]+$/u

/** A text cut at its web addresses: text and addresses alternate, beginning and ending with text. */
export const atWebLinks = (text: string): readonly string[] => {
  const parts: string[] = []
  let from = 0
  for (const { index, raw } of finder.match(text) ?? []) {
    const address = raw.replace(after, '')
    parts.push(text.slice(from, index), address)
    from = index + address.length
  }
  return [...parts, text.slice(from)]
}
