package io.github.reelay.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacSignerTest {
  @Test
  void aSignatureHoldsForItsPurposeAndTextOnly() {
    HmacSigner signer = new HmacSigner(new byte[32]);
    String signature = signer.sign("visitor", "0M3A");

    assertThat(signer.verify("visitor", "0M3A", signature)).isTrue();
    assertThat(signer.verify("login", "0M3A", signature)).isFalse();
    assertThat(signer.verify("visitor", "0M3B", signature)).isFalse();
    assertThat(signer.verify("visitor", "0M3A", signature + "A")).isFalse();
  }

  /** RFC 4231, test case 2. */
  @Test
  void itIsTheStandardsHmac() {
    HmacSigner signer = new HmacSigner("Jefe".getBytes(StandardCharsets.US_ASCII));
    byte[] published =
        HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    assertThat(Base64.getUrlDecoder().decode(signer.sign("what do ya want for nothing?")))
        .isEqualTo(published);
  }
}
