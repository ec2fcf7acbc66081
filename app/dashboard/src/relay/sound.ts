/**
 * Which tab makes noise: the one that holds the Web Lock `cc-sonido`. A tab asks for it only after somebody has
 * touched it, because a browser plays nothing before that: a silent tab must never win.
 */
import { useSyncExternalStore } from 'react'

export type Volumen = 'no' | 'suave' | 'normal'
export type Sonido = {
  /** Somebody has clicked or typed in this tab. */
  tocada: boolean
  /** This tab is the one that sounds. */
  mia: boolean
  volumen: Volumen
}

const CERROJO = 'cc-sonido'
const CLAVE = 'cc.sonido'
const REPETIR_MS = 10_000
const GANANCIA: Record<Volumen, number> = { no: 0, suave: 0.05, normal: 0.2 }

let sonido: Sonido = { tocada: false, mia: false, volumen: leerVolumen() }
let audio: AudioContext | undefined
let repeticion: ReturnType<typeof setInterval> | undefined
const oyentes = new Set<() => void>()

/** Starts the election; once per page. */
export function prepararSonido(): void {
  if (navigator.userActivation?.hasBeenActive) return tocar()
  for (const gesto of ['pointerdown', 'keydown'] as const) window.addEventListener(gesto, tocar, { capture: true })
}

export function useSonido(): Sonido {
  return useSyncExternalStore(
    oyente => {
      oyentes.add(oyente)
      return () => oyentes.delete(oyente)
    },
    () => sonido,
  )
}

export function fijarVolumen(volumen: Volumen): void {
  localStorage.setItem(CLAVE, volumen)
  cambiar({ volumen })
}

/** Rings while `suena`, here if this tab is the one. A second call while it rings adds no second ring. */
export function sonar(suena: boolean): void {
  const debe = suena && sonido.mia && sonido.volumen !== 'no'
  document.documentElement.toggleAttribute('data-cc-suena', debe)
  if (debe === (repeticion !== undefined)) return
  clearInterval(repeticion)
  repeticion = undefined
  if (!debe) return
  campanada()
  repeticion = setInterval(campanada, REPETIR_MS)
}

/** Two soft notes, twice. Also the "Probar" button. */
export function campanada(): void {
  audio ??= new AudioContext()
  const volumen = GANANCIA[leerVolumen()]
  for (const [cuando, tono] of [
    [0, 659],
    [0.22, 880],
    [0.9, 659],
    [1.12, 880],
  ] as const)
    nota(audio, cuando, tono, volumen)
}

function nota(contexto: AudioContext, cuando: number, tono: number, volumen: number): void {
  const inicio = contexto.currentTime + cuando
  const [oscilador, ganancia] = [contexto.createOscillator(), contexto.createGain()]
  oscilador.frequency.value = tono
  ganancia.gain.setValueAtTime(0, inicio)
  ganancia.gain.linearRampToValueAtTime(volumen, inicio + 0.02)
  ganancia.gain.exponentialRampToValueAtTime(0.0001, inicio + 0.6)
  oscilador.connect(ganancia).connect(contexto.destination)
  oscilador.start(inicio)
  oscilador.stop(inicio + 0.7)
}

function tocar(): void {
  for (const gesto of ['pointerdown', 'keydown'] as const) window.removeEventListener(gesto, tocar, { capture: true })
  if (sonido.tocada) return
  cambiar({ tocada: true })
  void navigator.locks?.request(CERROJO, () => {
    document.documentElement.setAttribute('data-cc-sonido', 'si')
    cambiar({ mia: true })
    return new Promise(() => {}) // held until this tab closes
  })
}

function cambiar(cambio: Partial<Sonido>): void {
  sonido = { ...sonido, ...cambio }
  for (const oyente of oyentes) oyente()
}

function leerVolumen(): Volumen {
  const guardado = localStorage.getItem(CLAVE)
  return guardado === 'no' || guardado === 'suave' ? guardado : 'normal'
}
