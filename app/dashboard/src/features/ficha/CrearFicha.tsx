import { IconArrowLeft } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { useHacer } from '../../relay/react.ts'
import { crear } from './acciones.ts'
import { Campo } from './Campo.tsx'

/** A new patient from an unknown call: the number is filled in, the call is theirs when it is saved. */
export function CrearFicha({ llamada, volver }: { llamada: Llamada; volver: () => void }) {
  const hacer = useHacer()
  const [fallo, fijarFallo] = useState<Problema | null>(null)
  const [enviando, fijarEnviando] = useState(false)

  async function enviar(evento: FormEvent<HTMLFormElement>) {
    evento.preventDefault()
    const datos = new FormData(evento.currentTarget)
    const dato = (nombre: string) => String(datos.get(nombre) ?? '').trim()
    fijarEnviando(true)
    try {
      const ficha = await crear({
        nombre: dato('nombre'),
        apellidos: dato('apellidos'),
        telefono: dato('telefono') || null,
        nacimiento: dato('nacimiento') || null,
        clinica_id: llamada.clinica_id,
        llamada_id: llamada.id,
      })
      hacer({ tipo: 'ficha', llamada_id: llamada.id, ficha })
      volver()
    } catch (motivo) {
      fijarFallo(motivo instanceof Problema ? motivo : new Problema(0, t('fallo')))
      fijarEnviando(false)
    }
  }

  const error = (campo: string) => fallo?.campos[`/${campo}`]
  return (
    <form className="cc-formulario" onSubmit={enviar} aria-label={t('crear_ficha')}>
      <div className="cc-fila">
        <button type="button" className="cc-icono" onClick={volver} aria-label={t('volver')}>
          <IconArrowLeft size={16} aria-hidden />
        </button>
        <h2 className="cc-pregunta">{t('crear_ficha')}</h2>
      </div>
      <Campo nombre="nombre" rotulo={t('campo_nombre')} error={error('nombre')} required autoFocus />
      <Campo nombre="apellidos" rotulo={t('campo_apellidos')} error={error('apellidos')} />
      <Campo
        nombre="telefono"
        rotulo={t('campo_telefono')}
        error={error('telefono')}
        type="tel"
        defaultValue={llamada.oculto ? '' : (llamada.numero ?? llamada.numero_mostrado ?? '')}
      />
      <Campo nombre="nacimiento" rotulo={t('campo_nacimiento')} error={error('nacimiento')} type="date" />
      {fallo && (
        <p className="cc-aviso cc-tono-rojo" role="alert">
          {fallo.message}
        </p>
      )}
      <button type="submit" className="cc-boton cc-primario" disabled={enviando}>
        {t('crear_ficha')}
      </button>
    </form>
  )
}
