import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.speaking, access: 'public', page: 'speaking' },
  { method: 'POST', path: paths.speaking, access: 'public', page: 'confirmSpeaking' },
  { method: 'POST', path: paths.speakingDecline, access: 'public', page: 'declineSpeaking' },
] as const satisfies readonly Route[]
