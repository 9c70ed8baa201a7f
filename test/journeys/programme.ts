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
