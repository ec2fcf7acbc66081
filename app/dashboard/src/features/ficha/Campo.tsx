import { type InputHTMLAttributes, useId } from 'react'

type Props = InputHTMLAttributes<HTMLInputElement> & { nombre: string; rotulo: string; error: string | undefined }

/** A labelled field with its error below. */
export function Campo({ nombre, rotulo, error, ...resto }: Props) {
  const id = useId()
  return (
    <div className="cc-grupo">
      <label htmlFor={id}>{rotulo}</label>
      <input
        {...resto}
        id={id}
        name={nombre}
        className="cc-campo"
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && (
        <span id={`${id}-error`} className="cc-error">
          {error}
        </span>
      )}
    </div>
  )
}
