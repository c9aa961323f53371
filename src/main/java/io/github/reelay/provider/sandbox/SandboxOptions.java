package io.github.reelay.provider.sandbox;

import io.github.reelay.config.SettingReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The options of the sandbox.
 *
 * @param folder where it keeps its orders, pictures and videos, so that a restart goes on
 * @param orderDuration how long an order pretends to take; about 8 s makes a pleasant demo, zero
 *     renders as fast as it can
 */
public record SandboxOptions(Path folder, Duration orderDuration) {
  public static SandboxOptions read(SettingReader in) {
    return new SandboxOptions(
        in.folder("data.dir").resolve("sandbox"), in.time("sandbox.pretends", Duration.ZERO));
  }
}
