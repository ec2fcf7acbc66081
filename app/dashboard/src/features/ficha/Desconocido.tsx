import { type Palabra, t } from '../../lib/i18n.ts'
import { titular } from '../../lib/title.ts'
import type { Tarjeta } from '../../relay/state.ts'

const clases: Record<string, Palabra> = {
  movil: 'clase_movil',
  fijo: 'clase_fijo',
  comercial: 'clase_comercial',
  gratuito: 'clase_gratuito',
  interno: 'clase_interno',
  internacional: 'clase_internacional',
}

/** A caller without a patient: the number, hidden or not, a known contact, or a colleague. */
export function Desconocido({ tarjeta: { llamada, contacto } }: { tarjeta: Tarjeta }) {
  const { nombre } = titular({ llamada })
  const clase = llamada.clase_numero ? clases[llamada.clase_numero] : undefined
  const pistas = [
    contacto ? llamada.numero_mostrado : null,
    contacto?.clase,
    !contacto && !llamada.oculto && clase && t(clase),
    !contacto && llamada.nombre_pbx,
  ].filter(Boolean)
  return (
    <div className="cc-paciente">
      <h2 className="cc-nombre cc-cifras">{nombre}</h2>
      {pistas.length > 0 && <p className="cc-datos">{pistas.join(' · ')}</p>}
      {!contacto && llamada.identificacion !== 'interna' && (
        <p className="cc-tenue">{t(llamada.oculto ? 'ayuda_oculto' : 'ayuda_desconocido')}</p>
      )}
    </div>
  )
}
