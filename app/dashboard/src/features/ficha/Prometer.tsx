import { type FormEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { final, plazo, proximos } from '../../lib/dias.ts'
import { dia } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import { useHacer } from '../../relay/react.ts'
import type { Tarjeta } from '../../relay/state.ts'
import { prometer } from './acciones.ts'

type Props = { tarjeta: Tarjeta; zona: string }

/** Something promised to the caller, with its day: two clicks, and the next card of theirs begins with it. */
export function Prometer({ tarjeta, zona }: Props) {
  const [abierto, abrir] = useState(false)
  const [hecha, fijarHecha] = useState('')
  if (!tarjeta.ficha && tarjeta.llamada.numero === null) return null // nobody that it could be promised to
  if (abierto) {
    const cerrar = (vence: string | null) => {
      abrir(false)
      if (vence) fijarHecha(plazo(vence, Date.now(), zona).texto)
    }
    return <Formulario tarjeta={tarjeta} zona={zona} cerrar={cerrar} />
  }
  return (
    <div className="cc-fila">
      <button type="button" className="cc-boton" onClick={() => abrir(true)}>
        {t('prometer')}
      </button>
      <span className="cc-tenue cc-pequeno" role="status">
        {hecha}
      </span>
    </div>
  )
}

function Formulario({ tarjeta, zona, cerrar }: Props & { cerrar: (vence: string | null) => void }) {
  const campo = useId()
  const hacer = useHacer()
  const dias = proximos(Date.now(), zona)
  const [texto, fijarTexto] = useState(t('prometer_defecto'))
  const [fecha, fijarFecha] = useState(dias[1]?.[1] ?? '')
  const [otra, elegirOtra] = useState(false)
  const [enviando, fijarEnviando] = useState(false)
  const [fallo, fijarFallo] = useState<string | null>(null)
  // One key for one content: pressed again after a silence, the server makes no second one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another promise is another key
  const clave = useMemo(() => crypto.randomUUID(), [texto, fecha])

  const formulario = useRef<HTMLFormElement>(null)
  useEffect(() => {
    formulario.current?.scrollIntoView({ block: 'nearest' }) // a promise in newer browsers: not to be returned as a clean-up
  }, [])

  async function enviar(evento: FormEvent) {
    evento.preventDefault()
    fijarEnviando(true)
    fijarFallo(null)
    try {
      const seguimiento = await prometer(tarjeta, texto.trim(), final(fecha, zona), clave)
      hacer({ tipo: 'seguimiento', seguimiento })
      cerrar(seguimiento.vence)
    } catch (motivo) {
      fijarFallo(motivo instanceof Problema ? motivo.message : t('fallo'))
      fijarEnviando(false)
    }
  }

  function pulsada(evento: KeyboardEvent) {
    if (evento.key !== 'Escape') return
    evento.stopPropagation() // closes this, not the card
    cerrar(null)
  }

  return (
    <form
      ref={formulario}
      className="cc-formulario cc-prometer"
      onSubmit={enviar}
      onKeyDown={pulsada}
      aria-label={t('prometer')}
    >
      <div className="cc-grupo">
        <label htmlFor={campo}>{t('prometer_que')}</label>
        <input
          id={campo}
          // biome-ignore lint/a11y/noAutofocus: it opens because the person asked for it
          autoFocus
          className="cc-campo"
          autoComplete="off"
          maxLength={400}
          required
          value={texto}
          onInput={evento => fijarTexto(evento.currentTarget.value)}
        />
      </div>
      <fieldset className="cc-tipos" aria-label={t('prometer_dia')}>
        {dias.map(([palabra, suya]) => (
          <button
            key={palabra}
            type="button"
            className="cc-tipo"
            aria-pressed={!otra && fecha === suya}
            onClick={() => {
              elegirOtra(false)
              fijarFecha(suya)
            }}
          >
            {t(palabra)}
          </button>
        ))}
        <button type="button" className="cc-tipo" aria-pressed={otra} onClick={() => elegirOtra(true)}>
          {t('dia_otro')}
        </button>
      </fieldset>
      {otra && (
        <input
          type="date"
          className="cc-campo"
          aria-label={t('prometer_dia')}
          min={dia(Date.now(), zona)}
          required
          value={fecha}
          onInput={evento => fijarFecha(evento.currentTarget.value)}
        />
      )}
      {fallo && (
        <p className="cc-aviso cc-tono-rojo" role="alert">
          {fallo}
        </p>
      )}
      <div className="cc-fila">
        <button type="submit" className="cc-boton cc-primario" disabled={enviando}>
          {t('prometer_guardar')}
        </button>
        <button type="button" className="cc-boton" onClick={() => cerrar(null)}>
          {t('cancelar')}
        </button>
      </div>
    </form>
  )
}
