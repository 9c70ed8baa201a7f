import { readFileSync } from 'node:fs'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import renderer from '@resvg/resvg-wasm/index_bg.wasm'
import { fontFamily, fontFiles } from './typefaces.ts'

let started: Promise<void> | undefined

/** An SVG image as PNG. */
export const pngOf = async (svg: string): Promise<Uint8Array> => {
  started ??= initWasm(readFileSync(new URL(renderer, import.meta.url)))
  await started
  const image = new Resvg(svg, { font: { fontBuffers: [...fontFiles], defaultFontFamily: fontFamily } })
  try {
    const rendered = image.render()
    try {
      return rendered.asPng()
    } finally {
      rendered.free()
    }
  } finally {
    // WebAssembly has no garbage collector.
    image.free()
  }
}
