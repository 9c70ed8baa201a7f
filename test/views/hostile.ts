import { makeStoredEvent } from '../make/stored-event.ts'

/** A hostile text, used wherever text can be entered. */
export const hostile = `</script><script>alert("1")</script>'"&`

export const hostileEvent = makeStoredEvent({
  title: hostile,
  summary: hostile,
  description: `${hostile}\n\n${hostile}`,
  format: 'hybrid',
  venue: hostile,
  topics: ['market-engagement', hostile],
  partners: [hostile],
  speakers: [{ name: hostile, organisation: hostile }],
  sessions: [
    {
      title: hostile,
      start: '2022-05-17T10:00',
      end: '2022-05-17T11:00',
      room: hostile,
      summary: hostile,
      kind: 'talk',
      track: hostile,
      chair: { name: hostile },
      speakers: [{ name: hostile }],
      choose: true,
    },
  ],
})
