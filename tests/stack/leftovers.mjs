// Nothing that a test started outlives it, however it ends: by itself, by a runner's time-out, by Ctrl-C.

const undone = new Set()

/** Remembers how to undo something; call what it returns once that was done in the ordinary way. */
export function at_exit(undo) {
  if (undone.size === 0 && process.listenerCount('exit', clean) === 0) {
    process.on('exit', clean)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(1))
  }
  undone.add(undo)
  return () => undone.delete(undo)
}

function clean() {
  for (const undo of [...undone].reverse()) {
    try {
      undo()
    } catch {
      // the next one must have its turn
    }
  }
}
