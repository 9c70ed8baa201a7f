import { paths } from '../../../shared/site/paths.ts'
import { people } from '../people/people.ts'
import { event, type Stagehands, wordyPerson, workshop } from './stagehands.ts'

// So many from one network that the last two must confirm their addresses.
const colleagues = Array.from({ length: 10 }, (_, index) => wordyPerson(`colleague-${index}`))

/** Holds two places until their addresses are confirmed, the most that one network can have. It is 27 April. */
export const holdPlaces = async ({ registerTogether, link }: Stagehands, crowded: string) => {
  const unconfirmed = ['held', 'held-too'].map(wordyPerson)
  await registerTogether(crowded, unconfirmed)
  return { registrations: { held: await link(unconfirmed[0], 'registrations') } }
}

/** Asks for another address for a registration; the link to it works. It is 27 April. */
export const askForAddress = async ({ register, post, link }: Stagehands, slug: string) => {
  const person = wordyPerson('moves')
  const email = 'maria-magdalena.wolfeschlegelsteinhausenbergerdorff@aussenstelle-ost.generaldirektion.example'
  await register(slug, [person])
  await post(paths.registrationAddress.to({ token: await link(person, 'registrations') }), { email })
  return { registrations: { newAddress: await link({ ...person, email }, 'address-changes') } }
}

/** Events with given places: full, with and without a waiting list, offered, waited for in vain, closed or not yet open. It is 25 April. */
export const fillPlaces = async ({ publish, createSeries, publishSeries, register, registerTogether, link, cancel }: Stagehands) => {
  const full = await publish(event('From a shared need to a common requirement', '2022-05-24', { ...workshop, capacity: 2 }))
  await register(full, people.slice(14, 18))
  const fullForGood = await publish(
    event('Site visit to the port of Tallinn', '2022-05-25', { ...workshop, capacity: 1, waitingList: 'none' }),
  )
  await register(fullForGood, [wordyPerson('has-the-place')])
  const offers = await publish(event('Framework agreements for joint procurement', '2022-05-31', { capacity: 1, offerHours: 24 }))
  const [leaves, offerExpired] = [wordyPerson('leaves'), wordyPerson('offer-expired')]
  await register(offers, [leaves, offerExpired])
  await cancel(await link(leaves, 'registrations'))
  const over = await publish(event('Questions and answers on the directive', '2022-04-25', { capacity: 1 }))
  const [waitedInVain, leftList] = [wordyPerson('waited'), wordyPerson('left-list')]
  await register(over, [wordyPerson('there'), waitedInVain, leftList])
  const crowded = await publish(event('Body-worn cameras: lessons from six tenders', '2022-05-30', { ...workshop, capacity: 40 }))
  await registerTogether(crowded, colleagues)
  const registrations = {
    notConfirmed: await link(colleagues.at(-1), 'registrations'),
    waitlisted: await link(people[17], 'registrations'),
    offerExpired: await link(offerExpired, 'registrations'),
    waitedInVain: await link(waitedInVain, 'registrations'),
    leftList: await link(leftList, 'registrations'),
  }
  await cancel(registrations.leftList)

  return {
    slugs: {
      full,
      fullForGood,
      offers,
      crowded,
      closed: await publish(event('Contract management for practitioners', '2022-05-03', { registrationCloses: '2022-04-26T18:00' })),
      series: await publishSeries('Action learning: one case in four workshops', ['2022-09-06', '2022-09-20', '2022-10-04', '2022-11-01']),
      draftSeries: (await createSeries('Market dialogues on three mornings', ['2022-09-07', '2022-09-21', '2022-10-05'])).slug,
      notYetOpen: await publish(event('Open-source intelligence tools', '2022-09-20', { registrationOpens: '2022-05-02T09:00' })),
    },
    registrations,
  }
}

/** Offers a place that stays offered, after one that was declined. It is 27 April, and nobody else is waiting for the event. */
export const offerPlaces = async ({ register, link, cancel }: Stagehands, offers: string) => {
  const tokens: string[] = []
  for (const name of ['offer-declined', 'offered']) {
    const [leaves, waits] = [wordyPerson(`gives-way-to-${name}`), wordyPerson(name)]
    await register(offers, [leaves, waits])
    await cancel(await link(leaves, 'registrations'))
    tokens.push(await link(waits, 'registrations'))
    if (name === 'offer-declined') await cancel(tokens[0] ?? '')
  }
  const [offerDeclined = '', offered = ''] = tokens
  return { registrations: { offerDeclined, offered } }
}
