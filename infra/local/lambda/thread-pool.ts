import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { ClockMemory } from '../clock/clock.ts'
import type { ServiceLog } from '../service-log.ts'
import { functionArn } from '../template/arns.ts'
import { threadArguments } from '../thread-arguments.ts'

/** A function as the template describes it. */
export interface FunctionDefinition {
  readonly name: string
  /** Path of its bundle. */
  readonly bundle: string
  /** All its variables, including the platform's. */
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMilliseconds: number
}

/** A function threw, or timed out. The message stays in the log. */
export class FunctionFault extends Error {
  override readonly name = 'FunctionFault'
}

const messageSchema = z.union([
  z.object({ log: z.string() }),
  z.object({ ready: z.literal(true) }),
  z.object({ result: z.string() }),
  z.object({ fault: z.object({ errorType: z.string(), errorMessage: z.string() }) }),
])

interface Invocation {
  readonly event: unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (fault: Error) => void
}

// More threads than this would only compete on a developer's machine.
const mostThreads = 4

const patienceMilliseconds = 1000

// A function's timeout counts from when its module is loaded, as in Lambda. This is for loading, on a busy machine.
const loadingMilliseconds = 60_000

interface Running extends Invocation {
  readonly timer: NodeJS.Timeout
}

/** Invokes one function: each environment (a thread) handles one invocation at a time, and there are as many as needed, up to four. */
export class FunctionPool {
  readonly #definition: FunctionDefinition
  readonly #clock: ClockMemory
  readonly #log: ServiceLog
  readonly #running = new Map<Worker, Running | undefined>()
  readonly #loaded = new WeakSet<Worker>()
  readonly #waiting: Invocation[] = []

  constructor(definition: FunctionDefinition, clock: ClockMemory, log: ServiceLog) {
    this.#definition = definition
    this.#clock = clock
    this.#log = log
  }

  /** The function's result, parsed from JSON; rejects with a `FunctionFault` if it throws or times out. */
  invoke(event: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject })
      this.#next()
    })
  }

  /** Starts nothing new, gives running invocations a second to finish, then ends them. */
  async stop(): Promise<void> {
    const gone = new FunctionFault(`${this.#definition.name}: stopped`)
    for (const { reject } of this.#waiting.splice(0)) reject(gone)
    const patience = performance.now() + patienceMilliseconds
    while (this.#busy() && performance.now() < patience) await sleep(20)
    await Promise.all([...this.#running.keys()].map((thread) => thread.terminate()))
  }

  #busy(): boolean {
    return [...this.#running.values()].some((running) => running !== undefined)
  }

  #next(): void {
    const first = this.#waiting[0]
    if (first === undefined) return
    const thread = this.#freeThread()
    if (thread === undefined) return
    this.#waiting.shift()
    const { timeoutMilliseconds } = this.#definition
    const patience = this.#loaded.has(thread) ? timeoutMilliseconds : loadingMilliseconds
    this.#running.set(thread, { ...first, timer: this.#limit(thread, patience) })
    thread.postMessage({ event: first.event, requestId: randomUUID(), timeoutMilliseconds })
  }

  #limit(thread: Worker, milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.#lose(thread, 'timed out'), milliseconds)
  }

  #freeThread(): Worker | undefined {
    for (const [thread, running] of this.#running) if (running === undefined) return thread
    return this.#running.size < mostThreads ? this.#start() : undefined
  }

  #start(): Worker {
    const { name, bundle, environment } = this.#definition
    const thread = new Worker(join(import.meta.dirname, 'function-thread.ts'), {
      name,
      env: { ...environment },
      execArgv: [...threadArguments(), '--enable-source-maps'],
      workerData: { bundle: pathToFileURL(bundle).href, arn: functionArn(name), cells: this.#clock.cells },
    })
    thread.on('message', (message: unknown) => this.#hear(thread, message))
    thread.on('error', (fault) => this.#lose(thread, 'crashed', fault))
    thread.on('exit', () => this.#lose(thread, 'exited'))
    this.#running.set(thread, undefined)
    return thread
  }

  #hear(thread: Worker, message: unknown): void {
    const said = messageSchema.parse(message)
    if ('log' in said) {
      this.#log.write(said.log)
      return
    }
    const running = this.#running.get(thread)
    if ('ready' in said) this.#loaded.add(thread)
    if (running === undefined) return
    clearTimeout(running.timer)
    if ('ready' in said) {
      this.#running.set(thread, { ...running, timer: this.#limit(thread, this.#definition.timeoutMilliseconds) })
      return
    }
    this.#running.set(thread, undefined)
    if ('result' in said) running.resolve(JSON.parse(said.result))
    else running.reject(new FunctionFault(`${this.#definition.name}: ${said.fault.errorType}: ${said.fault.errorMessage}`))
    this.#next()
  }

  /** The thread is unusable; as in Lambda, the next invocation gets a new one. */
  #lose(thread: Worker, how: 'timed out' | 'crashed' | 'exited', fault?: Error): void {
    const running = this.#running.get(thread)
    if (!this.#running.delete(thread)) return
    void thread.terminate()
    if (running !== undefined || fault !== undefined)
      this.#log.line('ERROR', 'Function lost its environment', {
        function: this.#definition.name,
        how,
        fault: fault?.name,
        reason: fault?.message,
      })
    clearTimeout(running?.timer)
    running?.reject(new FunctionFault(`${this.#definition.name}: ${how}`))
    this.#next()
  }
}
