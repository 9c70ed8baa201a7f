/** The width of a character at size 1, or undefined if the font cannot show it. */
export type WidthOf = (character: string) => number | undefined

/** Where a format 4 subtable says which glyph shows a character (OpenType, cmap): by segments, each with a range of characters. */
const glyphsIn = (view: DataView, subtable: number): ((code: number) => number) => {
  const segments = view.getUint16(subtable + 6) / 2
  const [ends, starts] = [subtable + 14, subtable + 16 + 2 * segments]
  const [deltas, offsets] = [starts + 2 * segments, starts + 4 * segments]
  return (code) => {
    let segment = 0
    while (segment < segments && view.getUint16(ends + 2 * segment) < code) segment++
    const start = segment < segments ? view.getUint16(starts + 2 * segment) : Number.POSITIVE_INFINITY
    if (code < start) return 0
    const [delta, offset] = [view.getUint16(deltas + 2 * segment), view.getUint16(offsets + 2 * segment)]
    const glyph = offset === 0 ? code : view.getUint16(offsets + 2 * segment + offset + 2 * (code - start))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
}

/** Reads from a TrueType font how wide its characters are. SVG breaks no lines, so whoever writes it must know. */
export const widthsIn = (font: Uint8Array): WidthOf => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tables = new Map(
    Array.from({ length: view.getUint16(4) }, (_, index) => {
      const at = 12 + 16 * index
      return [String.fromCharCode(...font.subarray(at, at + 4)), view.getUint32(at + 8)] as const
    }),
  )
  const tableAt = (name: string): number => {
    const at = tables.get(name)
    if (at === undefined) throw new RangeError(`the font has no table ${name}`)
    return at
  }
  const [head, hhea, hmtx, cmap] = [tableAt('head'), tableAt('hhea'), tableAt('hmtx'), tableAt('cmap')]
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index))
  const subtable = subtables.find((at) => view.getUint16(at) === 4)
  if (subtable === undefined) throw new RangeError('the font has no table of characters in format 4')
  const glyphOf = glyphsIn(view, subtable)
  const [unitsPerSize, widths] = [view.getUint16(head + 18), view.getUint16(hhea + 34)]
  return (character) => {
    const glyph = glyphOf(character.codePointAt(0) ?? 0)
    return glyph === 0 ? undefined : view.getUint16(hmtx + 4 * Math.min(glyph, widths - 1)) / unitsPerSize
  }
}
