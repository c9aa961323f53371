package io.github.reelay.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir Path folder;

  @Test
  void aNewDatabaseAndItsLogAreForTheOwnerOnly() throws IOException {
    Path data = folder.resolve("data");
    try (Database database = Database.open(new DatabaseOptions.Embedded(data))) {
      assertThat(database.ping()).isTrue();
      assertThat(permissions(data)).isEqualTo("rwx------");
      for (String name : List.of("reelay.db", "reelay.db-wal", "reelay.db-shm", "lock")) {
        assertThat(permissions(data.resolve(name))).as(name).isEqualTo("rw-------");
      }
    }
    assertThat(OwnerOnly.exposedIn(data)).isEmpty();
  }

  @Test
  void whatAnEarlierVersionLeftIsClosedAndNothingElse() throws IOException {
    Path data = folder.resolve("data");
    Path videos = Files.createDirectories(data.resolve("media/videos"));
    Path video = open(videos.resolve("a.mp4"), "rw-r--r--");
    Path database = open(data.resolve("reelay.db"), "rw-rw-rw-");
    Path others = open(data.resolve("other-program.txt"), "rw-r--r--");
    Path outside = open(folder.resolve("outside"), "rw-r--r--");
    Files.createSymbolicLink(videos.resolve("link.mp4"), outside);
    open(videos, "rwxr-xr-x");
    open(data.resolve("media"), "rwx------");
    open(data, "rwxr-xr-x");

    assertThat(OwnerOnly.exposedIn(data)).containsExactly(data, database, videos, video);
    OwnerOnly.restrictDataFolder(data);

    assertThat(OwnerOnly.exposedIn(data)).isEmpty();
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(video)).isEqualTo("rw-------");
    assertThat(permissions(others)).isEqualTo("rw-r--r--");
    assertThat(permissions(outside)).isEqualTo("rw-r--r--");
  }

  private static Path open(Path path, String permissions) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path);
    }
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
