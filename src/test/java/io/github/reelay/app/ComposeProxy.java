package io.github.reelay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.reelay.testing.InstalledProgram;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** A Caddy of the machine with what compose.yaml tells it, for instances on this machine. */
final class ComposeProxy implements AutoCloseable {
  /** In the order of compose.yaml. */
  private static final List<String> UPSTREAMS =
      List.of("reelay:8080", "reelay-2:8080", "reelay-3:8080");

  private static final String PORT = ":8000";

  private final Process process;
  private final int port;

  private ComposeProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param ports of the three; nobody need be there
   */
  static ComposeProxy start(Path folder, List<Integer> ports) throws IOException {
    String caddy = InstalledProgram.path(List.of("/usr/bin/caddy"), "Caddy", "caddy");
    JsonNode compose =
        new ObjectMapper(new YAMLFactory()).readTree(Path.of("compose.yaml").toFile());
    String config = compose.at("/configs/proxy/content").asText();
    int port = ProgramInstances.freePort();
    config = replaced(config, PORT, ":" + port);
    for (int i = 0; i < UPSTREAMS.size(); i++) {
      config = replaced(config, UPSTREAMS.get(i), "127.0.0.1:" + ports.get(i));
    }
    Process process =
        new ProcessBuilder(caddy, "run", "--adapter", "caddyfile", "--config", "-")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("caddy.log").toFile())
            .start();
    try (Writer in = process.outputWriter()) {
      in.write("{\n admin off\n}\n" + config); // its own port may be taken
    }
    return new ComposeProxy(process, port);
  }

  private static String replaced(String config, String from, String to) {
    Assertions.assertTrue(config.contains(from), config);
    return config.replace(from, to);
  }

  int port() {
    return port;
  }

  boolean answers() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
