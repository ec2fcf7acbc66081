import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { hora } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Tipificacion } from '../../lib/shapes.ts'
import type { Fase } from '../../relay/phase.ts'
import type { Tarjeta } from '../../relay/state.ts'
import { leerTipificaciones } from './acciones.ts'
import { useNota } from './useNota.ts'

/** Note and disposition, while talking and afterwards. The draft saves itself; only "Guardar" sends it. */
export function NotaYTipificacion({ tarjeta, fase }: { tarjeta: Tarjeta; fase: Fase }) {
  const campo = useId()
  const tipificaciones = useTipificaciones()
  const { nota, escribir, tipificacion_id, tipificar, asegurar, guardado, guardar, guardando, fallo } = useNota(tarjeta)

  function pulsada(evento: KeyboardEvent) {
    if (evento.key === 'Enter' && (evento.ctrlKey || evento.metaKey)) void guardar(fase === 'terminada')
  }

  return (
    <fieldset className="cc-nota" onKeyDown={pulsada} aria-label={t('nota_grupo')}>
      <label htmlFor={campo} className="cc-rotulo">
        {t('nota')}
      </label>
      <textarea
        id={campo}
        className="cc-campo"
        rows={3}
        maxLength={4000}
        placeholder={t('nota_pista')}
        value={nota}
        onInput={evento => escribir(evento.currentTarget.value)}
        onBlur={asegurar}
      />
      <fieldset className="cc-tipos" aria-label={t('tipificacion')}>
        {tipificaciones.map(({ id, etiqueta }) => (
          <button
            key={id}
            type="button"
            className="cc-tipo"
            aria-pressed={tipificacion_id === id}
            onClick={() => tipificar(tipificacion_id === id ? null : id)}
          >
            {etiqueta}
          </button>
        ))}
      </fieldset>
      {fallo && (
        <p className="cc-aviso cc-tono-rojo" role="alert">
          {fallo}
        </p>
      )}
      <div className="cc-fila">
        <span className="cc-tenue cc-pequeno" role="status">
          {guardado ? t('borrador_guardado', { hora: hora(guardado) }) : ''}
        </span>
        <span className="cc-hueco" />
        <button
          type="button"
          className={fase === 'terminada' ? 'cc-boton cc-primario' : 'cc-boton'}
          disabled={guardando}
          title="Ctrl+Enter"
          aria-keyshortcuts="Control+Enter"
          onClick={() => void guardar(fase === 'terminada')}
        >
          {t(fase === 'terminada' ? 'guardar_y_cerrar' : 'guardar')}
        </button>
      </div>
    </fieldset>
  )
}

function useTipificaciones(): Tipificacion[] {
  const [lista, fijarLista] = useState<Tipificacion[]>([])
  useEffect(() => {
    let montado = true
    leerTipificaciones().then(
      leidas => montado && fijarLista(leidas),
      () => {}, // without them the note can still be written
    )
    return () => {
      montado = false
    }
  }, [])
  return lista
}
