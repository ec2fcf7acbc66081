#include "lib/clave.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "lib/cripto.h"
#include "lib/utf8.h"

/* clang-format off */

/* What is tried first: the head of what leaked lists have in common, from eight letters on, and what somebody at a Spanish
 * dental clinic would think of. In Unicode NFC and lower case, as it is compared. */
static const char *const common[] = {
    "00000000", "01234567", "0123456789", "11111111", "111111111", "1111111111", "11223344", "112233445566", "12121212",
    "123123123", "123321123", "12341234", "12344321", "12345678", "123456789", "1234567890", "123456789a", "1234567a",
    "12345qwert", "123456abc", "1234qwer", "147258369", "159753159", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "22222222",
    "23456789", "55555555", "66666666", "77777777", "78945612", "87654321", "88888888", "987654321", "99999999", "a1234567",
    "a12345678", "aaaaaaaa", "abc12345", "abcd1234", "abcdefgh", "admin123", "admin1234", "administrador", "administrator",
    "alejandra", "alejandro", "asdasdasd", "asdf1234", "asdfasdf", "asdfghjk", "asdfghjkl", "barcelona", "bernabeu",
    "bienvenida", "bienvenido", "cambiame", "changeme", "clinica1", "clinica12", "clinica123", "clinicadental", "computer",
    "contacto", "contrasena", "contraseña", "contraseña1", "dentista", "dentista1", "dentista123", "dragon123", "estrella",
    "facebook", "fernando", "football", "francisco", "hola1234", "holahola", "iloveyou", "internet", "letmein1", "madrid123",
    "mariposa", "master123", "michelle", "monkey123", "p@ssw0rd", "passw0rd", "password", "password1", "password12",
    "password123", "password1234", "princesa", "princess", "q1w2e3r4", "q1w2e3r4t5", "qazwsxedc", "qwer1234", "qwerasdf",
    "qwerty12", "qwerty123", "qwertyui", "qwertyuiop", "realmadrid", "recepcion", "recepcion1", "sebastian", "secretaria",
    "sonrisa1", "starwars", "sunshine", "superman", "teamomucho", "tequiero", "trustno1", "valencia", "welcome1",
    "welcome123", "whatever", "zaq12wsx", "zxcvbnm1", "zxcvbnm123",
};

/* clang-format on */

static bool is_common(const char *folded)
{
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcmp(folded, common[i]) == 0)
            return true;
    return false;
}

static const char *judge(const char *folded, const char *usuario)
{
    size_t letters = utf8_length(folded, strlen(folded));
    if (letters < CLAVE_MIN_LETTERS || letters > CLAVE_MAX_LETTERS)
        return "La contraseña tiene de 8 a 128 letras.";
    if (usuario && strcmp(folded, usuario) == 0)
        return "La contraseña no puede ser el nombre de usuario.";
    return is_common(folded) ? "Esa contraseña es de las primeras que se prueban: elija otra." : NULL;
}

const char *clave_defecto(const char *clave, size_t bytes, const char *usuario)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)clave, (utf8proc_ssize_t)bytes, &folded,
                                           UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    if (length < 0)
        return "La contraseña no es texto UTF-8.";
    const char *defecto = judge((const char *)folded, usuario);
    cripto_wipe(folded, (size_t)length);
    free(folded);
    return defecto;
}
