import { createHash } from 'node:crypto'
import { paths } from '../../site/paths.ts'
import emblem from './eu-emblem.svg'
import { fontFaces } from './fonts.ts'
import hemicycle from './hemicycle.svg'
import mark from './mark.svg'
import api from './styles/api.css'
import boxes from './styles/boxes.css'
import buttons from './styles/buttons.css'
import calendars from './styles/calendars.css'
import choices from './styles/choices.css'
import eventLists from './styles/event-lists.css'
import eventPages from './styles/event-pages.css'
import forms from './styles/forms.css'
import frame from './styles/frame.css'
import ground from './styles/ground.css'
import home from './styles/home.css'
import media from './styles/media.css'
import programme from './styles/programme.css'
import stackedTable from './styles/stacked-table.css'
import staff from './styles/staff.css'
import summary from './styles/summary.css'
import tables from './styles/tables.css'
import tokens from './styles/tokens.css'

// In the order of the cascade; what prints comes last.
const styles = [
  fontFaces,
  tokens,
  ground,
  frame,
  buttons,
  forms,
  choices,
  boxes,
  tables,
  home,
  eventLists,
  eventPages,
  programme,
  calendars,
  staff,
  stackedTable,
  summary,
  api,
  media,
].join('\n')

/** Files whose public names carry a hash of their content, so that browsers may keep them for good. */
export const hashedAssets = {
  'site.css': { type: 'text/css; charset=utf-8', text: styles },
  'eu-emblem.svg': { type: 'image/svg+xml', text: emblem },
  'hemicycle.svg': { type: 'image/svg+xml', text: hemicycle },
  'mark.svg': { type: 'image/svg+xml', text: mark },
} as const
export type AssetName = keyof typeof hashedAssets

/**
 * The browser module's one fixed name. It carries no hash, because each function's bundle minifies the module's text
 * in its own way: the pages would name a file that the assets function does not know.
 */
export const enhanceUrl = paths.asset.to({ file: 'enhance.js' })

/** The first ten digits of the content's SHA-256. */
export const contentHash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex').slice(0, 10)

/** `site.css` as `site.<hash>.css`. */
export const hashedName = (name: string, text: string): string => name.replace('.', `.${contentHash(text)}.`)

const urls = new Map<AssetName, string>()

/** The address of a file: `site.css` is at `/assets/site.<hash>.css`. Hashed once, on first use. */
export const assetUrl = (name: AssetName): string => {
  const url = urls.get(name) ?? paths.asset.to({ file: hashedName(name, hashedAssets[name].text) })
  urls.set(name, url)
  return url
}
