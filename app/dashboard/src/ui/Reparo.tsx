import { reparo } from '../lib/motivos.ts'
import type { Orden } from '../lib/shapes.ts'

/** That the PBX did not hang up, or hand over, as it was asked. The live region is there before it has anything to say. */
export function Reparo({ orden }: { orden: Orden | undefined }) {
  const texto = orden ? reparo(orden) : null
  return (
    <div className="cc-reparo" role="status">
      {texto && <p className="cc-aviso cc-tono-ambar">{texto}</p>}
    </div>
  )
}
