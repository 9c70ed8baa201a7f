// A part in double quotes may contain commas; a quote inside is doubled, as in CSV (RFC 4180 §2.7).
const quotedPart = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)/
const plainPart = /^([^,]*)(?:,|$)/

/** The first part of a comma-separated list, and what follows it, both trimmed. */
export const firstPart = (list: string): { readonly part: string; readonly rest: string } => {
  const quoted = quotedPart.exec(list)
  const found = quoted ?? plainPart.exec(list)
  const part = found?.[1]?.trim() ?? ''
  return { part: quoted === null ? part : part.replaceAll('""', '"'), rest: list.slice(found?.[0].length ?? 0).trim() }
}

/** The parts of a comma-separated list, without empty ones. */
export const partsOf = (list: string): readonly string[] => {
  const { part, rest } = firstPart(list)
  const others = rest === '' ? [] : partsOf(rest)
  return part === '' ? others : [part, ...others]
}

/** A part written so that `firstPart` returns it unchanged. */
export const asPart = (text: string): string => (/^"|,/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
