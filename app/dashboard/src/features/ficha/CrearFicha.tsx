import { IconArrowLeft } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { nombreCompleto } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { useHacer } from '../../relay/react.ts'
import { crear } from './acciones.ts'
import { Campo } from './Campo.tsx'

type Props = { llamada: Llamada; elegir: (paciente_id: number) => Promise<void>; volver: () => void }

/**
 * A new patient from an unknown call: the number is filled in, the call is theirs when it is saved. Where somebody much
 * like them is here already, they can be chosen instead; only a second press creates another.
 */
export function CrearFicha({ llamada, elegir, volver }: Props) {
  const hacer = useHacer()
  const [fallo, fijarFallo] = useState<Problema | null>(null)
  const [enviando, fijarEnviando] = useState(false)
  const parecidos = fallo?.parecidos ?? []

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
        confirmar: parecidos.length > 0,
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
    <form className="cc-formulario" onSubmit={enviar} onInput={() => fijarFallo(null)} aria-label={t('crear_ficha')}>
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
      {parecidos.map(persona => (
        <button key={persona.id} type="button" className="cc-candidato" onClick={() => void elegir(persona.id)}>
          <span>
            <strong>{t('es_quien', { quien: nombreCompleto(persona) })}</strong>
            <span className="cc-tenue">{persona.n_historia && t('historia', { n: persona.n_historia })}</span>
          </span>
        </button>
      ))}
      <button type="submit" className={parecidos.length > 0 ? 'cc-boton' : 'cc-boton cc-primario'} disabled={enviando}>
        {t(parecidos.length > 0 ? 'crear_igualmente' : 'crear_ficha')}
      </button>
    </form>
  )
}
