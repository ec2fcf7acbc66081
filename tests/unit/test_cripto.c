#include "support.h"

#include "lib/texto.h"

static void hmac_is_that_of_rfc_4231(void **state)
{
    unsigned char mac[CRIPTO_SHA256_BYTES];
    char hex[2 * sizeof mac + 1];
    const struct cripto_piece pieces[] = {{"what do ya want ", 16}, {"for nothing?", 12}, {NULL, 0}};
    (void)state;
    cripto_hmac_sha256("Jefe", 4, pieces, mac);
    texto_hex(mac, sizeof mac, hex);
    assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static void sha256_is_that_of_fips_180(void **state)
{
    unsigned char digest[CRIPTO_SHA256_BYTES];
    char hex[2 * sizeof digest + 1];
    (void)state;
    cripto_sha256("abc", 3, digest);
    texto_hex(digest, sizeof digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_sealed_secret_opens_with_its_key_only_and_whole(void **state)
{
    unsigned char master[CRIPTO_MASTER_BYTES], other[CRIPTO_MASTER_BYTES],
        sealed[6 + CRIPTO_SEAL_EXTRA_BYTES], open[6];
    (void)state;
    cripto_random(master, sizeof master);
    cripto_random(other, sizeof other);
    cripto_seal(master, "whsec_", 6, sealed);
    assert_true(cripto_unseal(master, sealed, sizeof sealed, open));
    assert_memory_equal(open, "whsec_", 6);
    assert_false(cripto_unseal(other, sealed, sizeof sealed, open));
    assert_false(cripto_unseal(master, sealed, CRIPTO_SEAL_EXTRA_BYTES - 1, open));
    for (size_t i = 0; i < sizeof sealed; i++) {
        sealed[i] ^= 1;
        assert_false(cripto_unseal(master, sealed, sizeof sealed, open));
        sealed[i] ^= 1;
    }
}

static void the_master_key_is_32_bytes_of_base64(void **state)
{
    unsigned char master[CRIPTO_MASTER_BYTES];
    (void)state;
    assert_true(cripto_master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", master));
    assert_false(cripto_master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", master)); /* 31 */
    assert_false(cripto_master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", master)); /* 33 */
    assert_false(cripto_master("", master));
    assert_false(cripto_master("secreto", master));
}

static void tokens_differ_and_have_their_form(void **state)
{
    char one[CRIPTO_TOKEN_TEXT_BYTES + 1], two[CRIPTO_TOKEN_TEXT_BYTES + 1];
    (void)state;
    cripto_token("ccs_", one);
    cripto_token("ccs_", two);
    assert_int_equal(strlen(one), CRIPTO_TOKEN_TEXT_BYTES);
    assert_memory_equal(one, "ccs_", 4);
    assert_string_not_equal(one, two);
}

static void passwords_verify(void **state)
{
    char hash[CRIPTO_PASSWORD_HASH_BYTES];
    (void)state;
    assert_true(cripto_password_hash("contraseña", 11, hash));
    assert_memory_equal(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31);
    assert_true(cripto_password_verify(hash, "contraseña", 11));
    assert_false(cripto_password_verify(hash, "contrasena", 10));
    assert_false(cripto_password_verify("", "contrasena", 10));
    assert_false(cripto_password_needs_rehash(hash));
    assert_true(cripto_password_verify(hash,
                                       "contrasen\xcc\x83"
                                       "a",
                                       12)); /* the same letters, decomposed */
    assert_true(cripto_password_hash("\xff\xfe", 2, hash));
    assert_true(cripto_password_verify(hash, "\xff\xfe", 2));
}

static void texts_of_any_length_are_compared(void **state)
{
    (void)state;
    assert_true(cripto_equal_text("abc", 3, "abc", 3));
    assert_false(cripto_equal_text("abc", 3, "abcd", 4));
    assert_false(cripto_equal_text("", 0, "a", 1));
    assert_true(cripto_equal("ab", "ab", 2));
    assert_false(cripto_equal("ab", "ac", 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hmac_is_that_of_rfc_4231),
        TEST(sha256_is_that_of_fips_180),
        TEST(a_sealed_secret_opens_with_its_key_only_and_whole),
        TEST(the_master_key_is_32_bytes_of_base64),
        TEST(tokens_differ_and_have_their_form),
        TEST(passwords_verify),
        TEST(texts_of_any_length_are_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
