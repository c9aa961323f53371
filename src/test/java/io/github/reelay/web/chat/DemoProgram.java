package io.github.reelay.web.chat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code reelay demo} as a process of its own, from the packaged program. */
final class DemoProgram implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://[\\w.\\[\\]:-]+:\\d+/?");

  private final Process process;
  private final String address;

  private DemoProgram(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static DemoProgram start(Path data) throws IOException {
    return start(data, 0);
  }

  /**
   * @param port 0 takes a free one
   */
  static DemoProgram start(Path data, int port) throws IOException {
    Files.createDirectories(data);
    Path said = Files.createTempFile(data, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            System.getProperty("reelay.app", "target/app/reelay.jar"),
            "demo");
    builder
        .environment()
        .putAll(
            Map.of(
                "REELAY_DATA_DIR", data.toString(),
                "REELAY_HTTP_PORT", Integer.toString(port),
                "REELAY_POLL_FIRST", "200ms",
                "REELAY_POLL_MIN", "200ms",
                "REELAY_POLL_MAX", "1s"));
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    Awaitility.await("the program's address in: " + said)
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || address(said).isPresent());
    String address = address(said).orElseThrow(() -> new IOException("demo ended: " + read(said)));
    return new DemoProgram(process, address);
  }

  private static Optional<String> address(Path said) throws IOException {
    Matcher found = ADDRESS.matcher(Files.readString(said));
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  private static String read(Path said) {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      return e.toString();
    }
  }

  String address() {
    return address;
  }

  int port() {
    return URI.create(address).getPort();
  }

  /** Asks it to stop, as Ctrl-C does. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("demo did not stop within 20 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
