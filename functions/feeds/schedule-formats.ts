import type { Schedule } from './conference-schedule.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`

type Entry = Schedule['days'][number]['rooms'][number]['entries'][number]

const eventXml = (entry: Entry): string => {
  const { id, guid, persons, ...rest } = entry
  const texts = ['room', 'title', 'type', 'date', 'start', 'duration', 'abstract', 'slug', 'track', 'language', 'url'] as const
  const people = persons.map((person) => `<person id="${person.id}">${escaped(person.name)}</person>`).join('')
  return `<event guid="${guid}" id="${id}">${texts.map((name) => element(name, rest[name])).join('')}<subtitle></subtitle><persons>${people}</persons></event>`
}

const timeslot = '00:05'

/** The schedule in frab's XML, valid against the schema of voc/schedule. */
export const scheduleXml = (schedule: Schedule): string => {
  const { title, acronym, start, end, days, url, timeZone } = schedule
  const daysXml = days.map(({ index, date, start: from, end: until, rooms }) => {
    const inside = rooms.map(({ name, entries }) => `<room name="${escaped(name)}">\n${entries.map(eventXml).join('\n')}\n</room>`)
    return `<day index="${index}" date="${date}" start="${from}" end="${until}">\n${inside.join('\n')}\n</day>`
  })
  const conference = [
    element('title', title),
    element('acronym', acronym),
    element('start', start),
    element('end', end),
    element('days', String(days.length)),
    element('timeslot_duration', timeslot),
    element('base_url', url),
    element('time_zone_name', timeZone),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<schedule><generator name="Plenary" version="1"/>${element('version', schedule.version)}<conference>${conference.join('')}</conference>
${daysXml.join('\n')}
</schedule>
`
}

/** The schedule in frab's JSON. */
export const scheduleJson = (schedule: Schedule): string => {
  const { title, acronym, start, end, days, url, timeZone, tracks, rooms } = schedule
  return JSON.stringify({
    generator: { name: 'Plenary', version: '1' },
    schedule: {
      version: schedule.version,
      base_url: url,
      conference: {
        acronym,
        title,
        start,
        end,
        daysCount: days.length,
        timeslot_duration: timeslot,
        time_zone_name: timeZone,
        url,
        tracks: tracks.map((name) => ({ name })),
        rooms,
        days: days.map((day) => ({
          index: day.index,
          date: day.date,
          day_start: day.start,
          day_end: day.end,
          rooms: Object.fromEntries(
            day.rooms.map(({ name, entries }) => [
              name,
              entries.map(({ persons, ...entry }) => ({
                ...entry,
                subtitle: '',
                persons: persons.map(({ guid, name: person, biography }) => ({ guid, name: person, public_name: person, biography })),
                links: [],
                attachments: [],
              })),
            ]),
          ),
        })),
      },
    },
  })
}
