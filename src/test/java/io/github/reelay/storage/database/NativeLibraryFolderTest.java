package io.github.reelay.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryFolderTest {
  @TempDir Path folder;

  @Test
  void aFolderThatLetsProgramsRunIsUsableAndLeftAsItWas() throws IOException {
    assertThat(NativeLibraryFolder.isUsable(folder)).isTrue();
    assertThat(folder).isEmptyDirectory();
    assertThat(NativeLibraryFolder.isUsable(folder.resolve("missing"))).isFalse();
  }
}
