package io.github.reelay.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HmacSignerTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("data/link.key");
  }

  @Test
  void theKeyIsMadeOnceReadableByItsOwnerOnly() throws IOException {
    String signature = HmacSigner.loadOrCreate(file, new Random(1)).sign("videos/a.mp4");

    assertThat(HmacSigner.loadOrCreate(file, new Random(2)).sign("videos/a.mp4"))
        .isEqualTo(signature);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyIsMadeAnewAndWhatItSignedIsRefused() throws IOException {
    String before = HmacSigner.loadOrCreate(file, new Random(1)).sign("cookie", "person");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 7));

    HmacSigner anew = HmacSigner.loadOrCreate(file, new Random(2));

    assertThat(anew.verify("cookie", "person", before)).isFalse();
    assertThat(Files.readAllBytes(file)).hasSize(32);
  }

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
