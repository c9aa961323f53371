package io.github.reelay.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir private Path folder;

  private KeyFiles keys(long seed) {
    return new KeyFiles(folder.resolve("data"), new Random(seed));
  }

  @Test
  void aKeyIsMadeOnceReadableByItsOwnerOnly() throws IOException {
    String signature = keys(1).signer(SigningKey.LINK).sign("videos/a.mp4");

    assertThat(keys(2).signer(SigningKey.LINK).sign("videos/a.mp4")).isEqualTo(signature);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("data/link.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void cookiesAndLinksHaveKeysOfTheirOwn() throws IOException {
    KeyFiles keys = keys(1);

    assertThat(keys.signer(SigningKey.LINK).sign("a"))
        .isNotEqualTo(keys.signer(SigningKey.COOKIE).sign("a"));
    assertThat(folder.resolve("data/cookie.key")).exists();
  }

  @Test
  void aDamagedKeyIsMadeAnewAndWhatItSignedIsRefused() throws IOException {
    Path file = keys(1).file(SigningKey.COOKIE);
    String before = keys(1).signer(SigningKey.COOKIE).sign("visitor", "person");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 7));

    HmacSigner anew = keys(2).signer(SigningKey.COOKIE);

    assertThat(anew.verify("visitor", "person", before)).isFalse();
    assertThat(Files.readAllBytes(file)).hasSize(32);
  }
}
