package io.github.reelay.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.backup.BackupFolder.Sound;
import io.github.reelay.app.backup.BackupFolder.Unfit;
import io.github.reelay.app.backup.Manifest.DatabaseKind;
import io.github.reelay.app.backup.Manifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFolderTest {
  private static final String VIDEO = "media/videos/6H2JD9160Z22Y.mp4";

  /** Of three bytes: abc. */
  private static final String SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @BeforeEach
  void writeFile() throws IOException {
    Files.createDirectories(folder.resolve("media/videos"));
    Files.writeString(folder.resolve(VIDEO), "abc");
  }

  private BackupFolder look(String path, String schema) throws IOException {
    new Manifest(
            Manifest.FORMAT,
            "0.9",
            schema,
            Instant.EPOCH,
            DatabaseKind.EMBEDDED,
            0,
            0,
            null,
            List.of(new Entry(path, 3, SHA256)))
        .write(folder);
    return BackupFolder.look(folder, "0.8");
  }

  @Test
  void isSoundWhereEveryFileIsWhatWasWritten() throws IOException {
    BackupFolder seen = look(VIDEO, "1");
    assertThat(seen).isEqualTo(new Sound(folder, Manifest.read(folder).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "abcd", "abd"})
  void isDamagedWhereAFileIsAnother(String content) throws IOException {
    Files.writeString(folder.resolve(VIDEO), content);
    assertThat(look(VIDEO, "1"))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit -> assertThat(unfit.reason()).contains("is damaged", VIDEO, "restore another"));
  }

  @Test
  void isDamagedWhereAFileIsMissing() throws IOException {
    Files.delete(folder.resolve(VIDEO));
    assertThat(look(VIDEO, "1"))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.reason()).contains(VIDEO + " is missing"));
  }

  @Test
  void isNotForAnOlderProgram() throws IOException {
    assertThat(look(VIDEO, "99.1"))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit ->
                assertThat(unfit.reason())
                    .contains("Reelay 0.9 (schema 99.1)", "newer than this one (0.8, schema "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "/etc/passwd", "media/../../x", "media/videos/..", "a/b/c/d"})
  void namesNothingOutsideOfIt(String path) throws IOException {
    assertThat(look(path, "1"))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.reason()).contains("holds no complete backup"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"format\":1", "no JSON"})
  void isNoneWithoutItsManifest(String manifest) throws IOException {
    Files.writeString(folder.resolve(Manifest.FILE_NAME), manifest);
    assertThat(BackupFolder.look(folder, "0.8"))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.reason()).contains("holds no complete backup"));
  }
}
