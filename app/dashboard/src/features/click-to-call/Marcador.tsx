import { useState } from 'react'
import { usePedido } from '../../relay/pedido.ts'
import { enMarcha, porContar } from '../../relay/peticiones.ts'
import { useRelay } from '../../relay/react.ts'
import { useAhora } from '../../ui/reloj.tsx'
import { Contar } from './Contar.tsx'
import { Pasos } from './Pasos.tsx'
import { Pregunta } from './Pregunta.tsx'

/** Above the cards: the call that is being made from here, what the server refused, and what it still wants to be told. */
export function Marcador({ zona }: { zona: string }) {
  const estado = useRelay(todo => todo)
  const ahora = useAhora()
  const pedido = usePedido()
  const [vista, quitar] = useState<number | null>(null)
  const llamada = enMarcha(estado, ahora)
  const contar = porContar(estado)
  return (
    <>
      {pedido ? (
        <Pregunta pedido={pedido} />
      ) : (
        llamada && llamada.id !== vista && <Pasos llamada={llamada} cerrar={() => quitar(llamada.id)} />
      )}
      {contar.length > 0 && <Contar llamadas={contar} zona={zona} />}
    </>
  )
}
