-- The scopes that an API key may have, and what each lets it do: the one list of them (app/INTERFACES.md §2 says it again).
-- Returns: (ambito, permite), in the order in which they are shown. Reads nothing.
CREATE OR REPLACE FUNCTION cc.clave_ambitos(OUT ambito text, OUT permite text) RETURNS SETOF record
LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('llamadas:leer', 'ver las llamadas, su historial y los seguimientos'),
    ('llamadas:escribir', 'registrar y completar llamadas y seguimientos'),
    ('pacientes:leer', 'identificar, buscar y ver pacientes y contactos'),
    ('pacientes:escribir', 'enviar pacientes, citas y contactos'),
    ('config:leer', 'ver la configuración: clínicas, líneas, extensiones, colas, horarios, agentes …'),
    ('config:escribir', 'cambiar la configuración y dar de alta a personas, sin hacerlas administradoras'),
    ('suscripciones:leer', 'ver a qué sucesos está suscrito el ERP y sus entregas'),
    ('suscripciones:escribir', 'suscribirse a sucesos y repetir entregas'),
    ('auditoria:leer', 'ver quién cambió qué'),
    ('sesion:crear', 'abrir la sesión de sus usuarios en el navegador, hasta el papel de supervisor')
$$;
