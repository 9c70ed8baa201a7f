import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartError } from '../cannot-start.ts'
import { freePort } from '../ports.ts'

const require = createRequire(import.meta.url)

const oldestJava = 17
const javaHint = `Install Java ${oldestJava} or newer, for example "apt-get install openjdk-17-jre-headless" or "brew install openjdk@17", and start again.`

const javaMissing = (): StartError => new StartError(`Java is missing; the local DynamoDB needs it. ${javaHint}`)

/** Throws a `StartError` if there is no Java on the path; takes no time, as it does not run it. */
export const findJava = (path = process.env['PATH'] ?? ''): void => {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  if (!folders.some((folder) => ['java', 'java.exe'].some((name) => existsSync(join(folder, name))))) throw javaMissing()
}

const checkJava = async (): Promise<void> => {
  const said = await promisify(execFile)('java', ['-version']).then(
    ({ stdout, stderr }) => `${stdout}${stderr}`,
    () => undefined,
  )
  if (said === undefined) throw javaMissing()
  // Up to Java 8 the first number is always 1.
  const major = Number(/version "(\d+)/.exec(said)?.[1] ?? 0)
  if (major < oldestJava) throw new StartError(`Java ${major === 1 ? 8 : major} is too old for the local DynamoDB. ${javaHint}`)
}

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    // Without a signature DynamoDB Local answers 400, which is good enough.
    await fetch(endpoint, { signal: AbortSignal.timeout(1000) })
    return true
  } catch {
    return false
  }
}

const untilAnswering = async (endpoint: string, keeper: ChildProcess): Promise<void> => {
  for (const patience = performance.now() + 20_000; performance.now() < patience; ) {
    if (keeper.exitCode !== null) break
    if (await answers(endpoint)) return
    await sleep(50)
  }
  throw new StartError('The local DynamoDB did not start. Is the data folder in use or damaged? "npm run reset" clears it.')
}

const stopped = (keeper: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (keeper.exitCode !== null || keeper.signalCode !== null) return done()
    keeper.once('exit', () => done())
    keeper.stdin?.end()
  })

/** The access key of everything that runs on a laptop. */
export const localAccessKey = 'local'

export interface LocalDynamoDb {
  /** Its URL, for `AWS_ENDPOINT_URL_DYNAMODB` or a client's `endpoint`. Any credentials work, and see the same tables unless `separate`. */
  readonly endpoint: string
  /** The access key whose tables are used. */
  readonly accessKeyId: string
  readonly stop: () => Promise<void>
}

/**
 * Starts AWS's DynamoDB Local on a free port of the loopback interface, as described in `dynamodb.xml`, and waits until it answers.
 * With a data folder the tables are kept there, otherwise in memory. If they are `separate`, each access key has its own. One that
 * serves `long` takes longer to warm up, and then a third less of the processor.
 * It ends with this process, however that ends. Throws a `StartError` if Java is missing or too old.
 */
export const startDynamoDb = async (
  options: { readonly dataFolder?: string; readonly separate?: boolean; readonly long?: boolean } = {},
): Promise<LocalDynamoDb> => {
  const dataFolder = options.dataFolder === undefined ? undefined : resolve(options.dataFolder)
  if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true })
  const emulator = join(dirname(require.resolve('amplify-dynamodb-simulator/package.json')), 'emulator')
  const port = await freePort()
  const java = [
    ...['java', '-XX:+UseSerialGC', ...(options.long === true ? [] : ['-XX:TieredStopAtLevel=1']), '-Dlog4j2.disableJmx=true'],
    ...['-Dorg.eclipse.jetty.xml.XmlParser.Validating=false', `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`],
    ...['-cp', join(emulator, 'DynamoDBLocal.jar'), 'org.eclipse.jetty.xml.XmlConfiguration', 'dynamodb.xml'],
    ...[`port=${port}`, `inMemory=${dataFolder === undefined}`, `sharedDb=${options.separate !== true}`],
    ...(dataFolder === undefined ? [] : [`dbPath=${dataFolder}`]),
  ]
  // In a separate process group: Ctrl-C must reach only us, so that the database outlives what still writes to it.
  const keeper = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'keeper.ts'), ...java], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const endpoint = `http://127.0.0.1:${port}`
  try {
    await untilAnswering(endpoint, keeper)
  } catch (fault) {
    await stopped(keeper)
    // An outdated Java is the better explanation. Asking for its version beforehand would slow down every start.
    await checkJava()
    throw fault
  }
  return { endpoint, accessKeyId: localAccessKey, stop: () => stopped(keeper) }
}
