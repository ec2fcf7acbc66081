import { Component, type ReactNode } from 'react'
import { t } from '../lib/i18n.ts'

type Props = {
  children: ReactNode
  /** What is shown: when it changes, it is tried again unasked. */
  de?: unknown
  clase?: string
  /** Before the person's own try: forgets what may have been the cause. */
  olvidar?: () => void
}

/** A part that breaks says so in its place, with a button to try again; everything around it lives on. */
export class Limite extends Component<Props, { roto: boolean }> {
  override state = { roto: false }

  static getDerivedStateFromError() {
    return { roto: true }
  }

  /** Preact would say nothing of it. */
  override componentDidCatch(motivo: unknown) {
    console.error('parte rota', motivo)
  }

  override componentDidUpdate({ de }: Props) {
    if (this.state.roto && de !== this.props.de) this.setState({ roto: false })
  }

  override render() {
    const { children, clase = '', olvidar } = this.props
    if (!this.state.roto) return children
    const reintentar = () => {
      olvidar?.()
      this.setState({ roto: false })
    }
    return (
      <div className={`cc-limite ${clase}`}>
        <p role="alert">{t('parte_rota')}</p>
        <button type="button" className="cc-boton" onClick={reintentar}>
          {t('parte_reintentar')}
        </button>
      </div>
    )
  }
}
