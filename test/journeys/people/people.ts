import { stakeholderRoles } from '../../../shared/domain/registration/registration.ts'

/** A person who registers. Mails are in the language of the request, French in France. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly organisation: string
  readonly country: string
  readonly language: 'en' | 'fr'
}

const from = (country: string, organisation: string, domain: string, named: Readonly<Record<string, string>>): readonly Person[] =>
  Object.entries(named).map(([mailbox, name]) => ({
    name,
    email: `${mailbox}@${domain}`,
    organisation,
    country,
    language: country === 'FR' ? 'fr' : 'en',
  }))

const inFrance = from('FR', 'Préfecture de région', 'prefecture-region.example', {
  'eloise.lefevre-guerin': 'Éloïse Lefèvre-Guérin',
  'jb.dherouville': 'Jean-Baptiste d’Hérouville',
  'leila.benyoussef': 'ليلى بن يوسف',
  'Maelys.Kerguelen': 'Maëlys Kerguelen',
  'anais.voelkel': 'Anaïs Vœlkel, ingénieure',
})
const inBulgaria = from('BG', 'Министерство на вътрешните работи', 'mvr-sofia.example', {
  'r.stoimenova': 'Радка Стоименова',
  'y.zhelyazkov': 'Йордан Желязков',
  'ts.shtarbanova': 'Цветелина Щърбанова',
  'i.hristozov': 'Ivaylo Hristozov',
  'b.yurukov': 'Борислав Юруков',
})
const inCyprus = from('CY', 'Υπουργείο Δικαιοσύνης', 'ypourgeio-dikaiosynis.example', {
  'papaevangelou+events': 'Χριστόδουλος Παπαευαγγέλου',
  eleftheria: 'Ελευθερία Ιωαννίδου',
  psaras: 'Μιχαήλ Ψαράς',
  kyprianou: 'Andri Kyprianou',
  'd.athanasiou': 'Δέσποινα Αθανασίου',
})
const inEstonia = from('EE', 'Päästeamet; hanked', 'paasteamet-hanked.example', {
  partelpoeg: 'Õnne Pärtelpoeg',
  raastas: 'Jüri Räästas',
  'ulle.koiv': 'Ülle Kõivumägi',
  'tonu.magi': 'Tõnu "Tom" Mägihunt',
  poldmae: 'Kätlin Põldmäe',
})
const inPortugal = from('PT', 'Polícia \\ Compras', 'policia-compras.example', {
  'joao.simoes': 'João Gonçalves Simões',
  'li.xiaoyan': '李小燕',
  'c.magalhaes': 'Conceição Magalhães',
  'ines.brandao': 'Inês Brandão',
  'n.assuncao': 'Nuno Assunção 🎓 (júri)',
})

/** 25 made-up people in five countries, with names and organisations that are hard to handle in mails and calendars. */
export const people: readonly Person[] = [inFrance, inBulgaria, inCyprus, inEstonia, inPortugal].flat()

/** What a person sends to register. */
export const registrationOf = ({ language: _, ...person }: Person) => ({
  ...person,
  role: stakeholderRoles[person.name.length % stakeholderRoles.length],
  consent: true,
})
