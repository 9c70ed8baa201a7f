import type { Event } from '../../shared/domain/event/event.ts'
import { makeStoredEvent } from './stored-event.ts'

const two = (number: number): string => String(number).padStart(2, '0')

const words = 'buyers who act together shape what the market offers and contact points tell what they have learnt from it'.split(' ')
const sentence = (seed: number, length: number): string =>
  Array.from({ length }, (_, index) => words[(seed * 7 + index * (1 + (seed % 5))) % words.length]).join(' ')

/** A published conference of 200 sessions on four days, in five rooms, with speakers, chairs and summaries. */
export const largeConference = (): Event => ({
  ...makeStoredEvent({
    kind: 'conference',
    title: 'Annual Conference',
    start: '2022-06-14T08:00',
    end: '2022-06-18T03:00',
    sessions: Array.from({ length: 200 }, (_, index) => {
      const [day, room, slot] = [index % 4, Math.floor(index / 4) % 5, Math.floor(index / 20)]
      const date = `2022-06-${14 + day}`
      return {
        id: `session-${index}`,
        title: `${sentence(index, 6)} ${index}`,
        kind: slot === 4 ? ('panel' as const) : ('talk' as const),
        start: `${date}T${two(9 + slot)}:00`,
        end: `${date}T${two(9 + slot)}:45`,
        room: `Room ${'ABCDE'.charAt(room)}`,
        track: `Track ${1 + (index % 3)}`,
        summary: sentence(index + 3, 25),
        speakers: [{ name: `Speaker ${index}`, organisation: 'Ministry of the Interior' }, { name: `Other speaker ${index}` }],
        chair: { name: `Chair ${index}` },
        choose: false,
      }
    }),
  }),
  slug: '2022-annual-conference',
})
