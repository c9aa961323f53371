package io.github.reelay.app.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks the running program for its health. An entry point of its own that loads next to nothing: a
 * container starts it every thirty seconds, and has neither curl nor, perhaps, a shell.
 */
public final class HealthProbe {
  private static final int TIMEOUT_MILLIS = 4_000;
  private static final String DEFAULT_PORT = "8080";

  private HealthProbe() {}

  /** Where the environment says that the program listens; exit code 0: it lives. */
  static void main() {
    Map<String, String> variables = System.getenv();
    String answer =
        ask(
            variables.getOrDefault("REELAY_HTTP_HOST", ""),
            Integer.parseInt(variables.getOrDefault("REELAY_HTTP_PORT", DEFAULT_PORT)),
            "live");
    System.out.println(answer);
    System.exit(isFine(answer) ? 0 : 1);
  }

  /** The first line of the answer, or why there is none. */
  static String ask(String host, int port, String what) {
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(host);
      socket.connect(
          new InetSocketAddress(
              address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port),
          TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "GET /health/" + what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return line == null ? "no answer" : line;
    } catch (IOException e) {
      return "not reached: " + e.getMessage();
    }
  }

  static boolean isFine(String answer) {
    return answer.startsWith("HTTP/1.1 200");
  }
}
