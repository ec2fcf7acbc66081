-- Why an order was not carried out: the words that executors may say, and what they say to a person.
-- Returns: (motivo, texto in Spanish, caida: whether it speaks of the centralita and not of the order). Reads: nothing.
CREATE OR REPLACE FUNCTION cc.orden_motivo() RETURNS TABLE (motivo text, texto text, caida boolean)
LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('extension_no_registrada', 'Su teléfono no está conectado a la centralita.', false),
    ('numero_erroneo',          'La centralita no reconoce ese número.', false),
    ('linea_no_permitida',      'La centralita no permite llamar mostrando ese número.', false),
    ('centralita_caida',        'La centralita no responde.', true),
    ('centralita_ocupada',      'La centralita no da abasto.', true),
    ('credencial_rechazada',    'La centralita rechaza nuestra contraseña: avise al administrador.', true),
    ('no_soportado',            'La centralita no sabe hacer eso.', false),
    ('respuesta_ilegible',      'No se entiende lo que responde la centralita.', true),
    ('plazo',                   'La orden no llegó a tiempo a la centralita.', true),
    ('sin_respuesta',           'La centralita no contestó: no se sabe si llamó.', true)
$$;
