import { IconAlertTriangle, IconLoader2, IconX } from '@tabler/icons-react'
import { t } from '../../lib/i18n.ts'
import { confirmarPedido, olvidarPedido, type Pedido, repetirPedido } from '../../relay/pedido.ts'
import { useHacer } from '../../relay/react.ts'

/** A request without an answer, or with a no: in words, and what can be done about it. */
export function Pregunta({ pedido: { estado, problema, quien, que } }: { pedido: Pedido }) {
  const hacer = useHacer()
  if (estado === 'enviando') {
    return (
      <section className="cc-marcador cc-tono-azul" data-marcador="enviando">
        <p className="cc-marcador-titulo" role="status">
          <IconLoader2 size={16} className="cc-gira" aria-hidden />
          {t('llamar_pidiendo', { quien })}
        </p>
      </section>
    )
  }
  const dudoso = estado === 'sin_respuesta'
  return (
    <section className="cc-marcador cc-tono-ambar" data-marcador={estado}>
      <p className="cc-marcador-titulo" role="alert">
        <IconAlertTriangle size={16} aria-hidden />
        <span className="cc-recorta">{t('llamar_no_se_llama', { quien })}</span>
        <button type="button" className="cc-icono" aria-label={t('llamar_olvidar')} onClick={olvidarPedido}>
          <IconX size={16} aria-hidden />
        </button>
      </p>
      <p>{dudoso ? t('llamar_sin_respuesta') : problema?.message}</p>
      {problema?.supervisor && <p className="cc-tenue">{t('llamar_supervisor')}</p>}
      <div className="cc-marcador-mandos">
        {dudoso && (
          <button type="button" className="cc-boton cc-primario" onClick={() => void repetirPedido(hacer)}>
            {t('llamar_reintentar')}
          </button>
        )}
        {problema?.confirmar && (
          <button type="button" className="cc-boton cc-primario" onClick={() => void confirmarPedido(hacer)}>
            {t('llamar_de_todos_modos')}
          </button>
        )}
        {problema?.tipo === 'centralita_caida' && que.numero && (
          <a className="cc-boton" href={`tel:${que.numero}`}>
            {t('llamar_con_el_mio')}
          </a>
        )}
        <button type="button" className="cc-boton" onClick={olvidarPedido}>
          {t('llamar_dejarlo')}
        </button>
      </div>
    </section>
  )
}
