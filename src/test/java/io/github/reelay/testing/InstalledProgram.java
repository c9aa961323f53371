package io.github.reelay.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine; a test without it is skipped, or fails where it must run. */
public final class InstalledProgram {
  private InstalledProgram() {}

  /**
   * @param places where it may be; the first that is there is taken
   * @param packages what to install with apt
   */
  public static String path(List<String> places, String name, String packages) {
    String place =
        places.stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst().orElse("");
    String reason = name + " is not installed (apt install " + packages + ")";
    if (Boolean.getBoolean("reelay.test.nothingSkipped")) {
      Assertions.assertFalse(place.isEmpty(), reason);
    }
    Assumptions.assumeFalse(place.isEmpty(), reason);
    return place;
  }
}
