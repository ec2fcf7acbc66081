-- The one place where a written telephone number becomes what it is: E.164, kind, extension. Never refuses: what the
-- numbering plans do not know comes back with e164 NULL, and is matched by cc.telefono_clave.
-- Under 6 digits without plus sign it is a public short number (112) or an extension, whatever the country. A "(0)" that
-- makes the number impossible, as in +34 (0) 612…, is left out; an outside line's 0 is not guessed.
-- Parameters: texto, as a person or a PBX writes it; pais, ISO 3166, whose national writing is understood.
-- Returns: cc.telefono. Reads: plan_numeracion. Writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_normalizar(texto text, pais text DEFAULT 'ES') RETURNS cc.telefono
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  r cc.telefono;
  escrito cc.telefono_escrito;
BEGIN
  IF texto ~ '^\+?[0-9]{6,15}$' THEN -- as most PBXs write: nothing to read out of it
    escrito.marcado := texto;
  ELSE
    escrito := cc.telefono_escritura(coalesce(texto, ''));
  END IF;
  IF cc.telefono_oculto(coalesce(texto, ''), escrito.marcado) THEN
    r.clase := 'oculto';
  ELSIF escrito.marcado !~ '[0-9]' THEN
    r.clase := 'desconocido';
  ELSIF escrito.marcado !~ '^\+|[0-9]{6}' THEN
    r.clase := CASE WHEN EXISTS (SELECT FROM cc.plan_numeracion p WHERE p.region = pais AND escrito.marcado ~ p.corto)
                    THEN 'corto' ELSE 'interno' END;
  ELSE
    r := cc.telefono_resolver(escrito.marcado, pais);
    IF r.e164 IS NULL AND texto ~ '\(\s*0\s*\)' THEN
      r := cc.telefono_resolver((cc.telefono_escritura(regexp_replace(texto, '\(\s*0\s*\)', ''))).marcado, pais);
    END IF;
  END IF;
  r.extension := escrito.extension;
  r.original := texto;
  RETURN r;
END $$;
