import emblem from './eu-emblem.svg'
import { fontFaces } from './fonts.ts'
import hemicycle from './hemicycle.svg'
import mark from './mark.svg'
import api from './styles/api.css'
import ground from './styles/base.css'
import boxes from './styles/boxes.css'
import buttons from './styles/buttons.css'
import calendars from './styles/calendars.css'
import choices from './styles/choices.css'
import eventLists from './styles/event-lists.css'
import eventPages from './styles/event-pages.css'
import formatted from './styles/formatted.css'
import forms from './styles/forms.css'
import frame from './styles/frame.css'
import home from './styles/home.css'
import longForms from './styles/long-forms.css'
import media from './styles/media.css'
import tokens from './styles/palette.css'
import plan from './styles/plan.css'
import planner from './styles/planner.css'
import programme from './styles/programme.css'
import stackedTable from './styles/stacked-table.css'
import staff from './styles/staff.css'
import summary from './styles/summary.css'
import tables from './styles/tables.css'

// In cascade order; print styles come last.
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
  formatted,
  programme,
  calendars,
  staff,
  longForms,
  planner,
  plan,
  stackedTable,
  summary,
  api,
  media,
].join('\n')

/** Files whose public names contain a hash of their content, so that browsers may cache them forever. */
export const assetContents = {
  'site.css': { type: 'text/css; charset=utf-8', text: styles },
  'eu-emblem.svg': { type: 'image/svg+xml', text: emblem },
  'hemicycle.svg': { type: 'image/svg+xml', text: hemicycle },
  'mark.svg': { type: 'image/svg+xml', text: mark },
} as const
export type AssetName = keyof typeof assetContents
