import { spawn } from 'node:child_process'

// Runs the given command for as long as standard input stays open. The pipe closes when the parent
// ends, however it ends, so that nothing is left running even after a SIGKILL.
const [command = '', ...parameters] = process.argv.slice(2)
const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] })
const stop = (): void => {
  child.kill('SIGKILL')
}
process.stdin.on('end', stop).on('error', stop).resume()
child.on('error', () => process.exit(127))
child.on('exit', (code) => process.exit(code ?? 0))
