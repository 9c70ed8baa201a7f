// Three events of spring 2022, as an organiser's program sends them.

export const consultation = {
  kind: 'webinar',
  title: 'Market engagement and consultation in the procurement process',
  summary: 'How public buyers talk with the market before a tender.',
  format: 'online',
  timeZone: 'Europe/Brussels',
  start: '2022-04-26T10:00',
  end: '2022-04-26T12:00',
  capacity: 10,
  waitingList: 'confirm',
  joinUrl: 'https://meet.example/consultation?room=1&lang=en',
  topics: ['market-engagement'],
}

export const marketDemand = {
  kind: 'webinar',
  title: 'Building Market Demand; together, \\ & across borders',
  summary: 'Several buyers with one need make a market.',
  format: 'online',
  timeZone: 'Europe/Brussels',
  start: '2022-05-17T10:00',
  end: '2022-05-17T12:00',
  joinUrl: 'https://meet.example/market-demand',
  partners: ['EcoQUIP Plus', 'RaDAR'],
}

export const contractWorkshop = {
  kind: 'workshop',
  title: 'Contract modification',
  summary: 'Which changes to a running contract are allowed.',
  format: 'in-person',
  timeZone: 'Asia/Nicosia',
  start: '2022-06-14T09:30',
  end: '2022-06-14T16:00',
  capacity: 40,
  venue: 'Συνεδριακό κέντρο, Λευκωσία\nRoom 3, step-free',
}

/** Six people's answers about the consultation. */
export const opinions = [
  { overall: 5, usefulness: 5, recommend: 10, 'most-valuable': 'The questionnaires', change: 'Longer' },
  { overall: 4, usefulness: 4, recommend: 9, 'most-valuable': 'Les deux cas pratiques' },
  { overall: 4, usefulness: 3, recommend: 8, 'most-valuable': 'Въпросите' },
  { overall: 3, usefulness: 2, recommend: 6, change: 'Shorter' },
  { overall: 5, usefulness: 5, recommend: 10, 'most-valuable': 'The notices' },
  { overall: 4, usefulness: 4, recommend: 9 },
]
