import { emblemId } from '../../../shared/mail/look/emblem.ts'
import { galleryPath } from './address.ts'

/** How the gallery shows a mail. `inverted`: in a reader that inverts all colours, whatever the mail says about dark mode. */
export const lookNames = ['light', 'dark', 'inverted'] as const
type Look = (typeof lookNames)[number]

export interface Showing {
  readonly look: Look
  readonly pictures: boolean
}

export const readShowing = (query: URLSearchParams): Showing => ({
  look: lookNames.find((name) => name === query.get('look')) ?? 'light',
  pictures: query.get('pictures') !== 'off',
})

// A page cannot set a frame's preferred colour scheme, so the mail's media query is answered here.
const answers: Readonly<Record<Look, string>> = { light: 'not all', dark: 'all', inverted: 'not all' }

const inversion =
  '<style>html{filter:invert(1) hue-rotate(180deg);background-color:#ffffff}img{filter:invert(1) hue-rotate(180deg)}</style></head>'

/** A mail's HTML part as a mail reader shows it: with its own picture, or with pictures blocked. */
export const shownMail = (html: string, { look, pictures }: Showing): string => {
  const seen = html.replaceAll('@media (prefers-color-scheme:dark)', `@media ${answers[look]}`)
  const coloured = look === 'inverted' ? seen.replace('</head>', inversion) : seen
  return pictures ? coloured.replaceAll(`cid:${emblemId}`, `${galleryPath}/eu-emblem.png`) : coloured
}
