-- One decision about a call in one Spanish sentence.
-- Parameters: d; con_nombres, whether people may be named. Returns: text. Reads: agente, paciente, contacto.
CREATE OR REPLACE FUNCTION cc.porque_decision(d cc.decision, con_nombres boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  x constant jsonb := d.datos;
  nombre text;
BEGIN
  IF d.regla = 'tarjeta' THEN
    RETURN format('Matriz %s × %s: %s. %s', x ->> 'llamada', x ->> 'quien', x ->> 'tarjeta', porque_tarjeta(x, con_nombres));
  ELSIF d.regla = 'resultado' THEN
    RETURN format('Queda como %s', x ->> 'resultado') || coalesce(' (antes ' || (x ->> 'antes') || ')', '')
      || CASE WHEN x ->> 'resultado' = 'abandonada_corta' THEN format(', dentro de los %s s de la clínica', x ->> 'abandono_corto_s') ELSE '' END
      || CASE x ->> 'es_perdida' WHEN 'true' THEN ': cuenta como perdida' ELSE ': no cuenta como perdida' END
      || CASE x ->> 'seguimiento'
           WHEN 'true' THEN format('. Matriz %s × %s: hay que devolverla, prioridad %s', x ->> 'llamada', x ->> 'quien', x ->> 'prioridad')
           WHEN 'false' THEN format('. Matriz %s × %s: no hace falta devolverla', x ->> 'llamada', x ->> 'quien') ELSE '' END;
  END IF;
  IF con_nombres THEN
    nombre := coalesce((SELECT rtrim(p.nombre || ' ' || p.apellidos) FROM paciente p WHERE p.id = (x ->> 'paciente_id')::bigint),
                       (SELECT c.nombre FROM contacto c WHERE c.id = (x ->> 'contacto_id')::bigint));
  END IF;
  RETURN CASE x ->> 'identificacion'
    WHEN 'unica' THEN 'El número es de una sola persona'
    WHEN 'multiple_pendiente' THEN 'El número es de varias personas: hay que elegir'
    WHEN 'desconocida' THEN 'Nadie tiene ese número'
    WHEN 'anonima' THEN 'El número viene oculto'
    WHEN 'interna' THEN 'El número es de la casa'
    WHEN 'contacto' THEN 'El número es de un contacto que no es paciente'
    ELSE 'Una persona dijo quién llama' END || coalesce(': ' || nombre, '');
END $$;
