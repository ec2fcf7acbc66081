import { useEffect, useRef } from 'react'
import { iniciales } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { titular } from '../../lib/title.ts'
import { sonar, useSonido } from '../../relay/sound.ts'
import type { Tarjeta } from '../../relay/state.ts'

/** Sound and OS notification for what rings, from the one tab that may; the notification only when no tab is looked at. */
export function useTimbre(suenan: Tarjeta[], enfocada: boolean): void {
  const { mia, volumen } = useSonido()
  const avisos = useRef(new Map<number, Notification>())
  const suena = suenan.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose turn it is and how loud decide inside sonar
  useEffect(() => sonar(suena), [suena, mia, volumen])
  useEffect(() => {
    const vivas = new Set(suenan.map(tarjeta => tarjeta.id))
    for (const [id, aviso] of avisos.current) {
      if (vivas.has(id)) continue
      aviso.close()
      avisos.current.delete(id)
    }
    if (!mia || enfocada || globalThis.Notification?.permission !== 'granted') return
    for (const tarjeta of suenan) {
      if (!avisos.current.has(tarjeta.id)) avisos.current.set(tarjeta.id, avisar(tarjeta))
    }
  }, [suenan, mia, enfocada])
}

/** Only initials: the screen may be seen from the waiting room. */
function avisar(tarjeta: Tarjeta): Notification {
  const { nombre, conocido } = titular(tarjeta)
  const aviso = new Notification(t('aviso_titulo', { quien: conocido ? iniciales(nombre) : nombre }), {
    tag: `cc-${tarjeta.id}`,
    body: tarjeta.llamada.linea?.etiqueta ?? tarjeta.llamada.cola ?? '',
    requireInteraction: true,
  })
  aviso.onclick = () => window.focus()
  return aviso
}
