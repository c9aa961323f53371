package io.github.reelay.app;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged program as a process, and the web chat's API as a script uses it. */
final class ReelayProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ADDRESS = Pattern.compile("Web chat: (http:[^ \"]+)");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** What the launcher and the container give it on a machine of 512 MB: half. */
  private static final String MAX_HEAP = "-Xmx" + System.getProperty("reelay.app.heap", "256m");

  /** How the launcher and the container run it, beside the jar of versions that have it. */
  private static final String OPTIONS = "jvm.options";

  private final Process process;
  private final URI address;

  private ReelayProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts the program; returns once it has said its address. */
  static ReelayProcess start(String command, Map<String, String> environment)
      throws IOException, InterruptedException, TimeoutException {
    return start(command, environment, Duration.ofMinutes(3));
  }

  /**
   * The same for one that may stand by before.
   *
   * @param most as long as it may take
   */
  static ReelayProcess start(String command, Map<String, String> environment, Duration most)
      throws IOException, InterruptedException, TimeoutException {
    Process process = launch(command, environment);
    CompletableFuture<String> address = new CompletableFuture<>();
    Path log = log(environment);
    Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
              Files.writeString(log, line + "\n", CREATE, APPEND);
              Matcher said = ADDRESS.matcher(line);
              if (said.find()) {
                address.complete(said.group(1).replace("\\/", "/")); // as JSON may write it
              }
            }
          } catch (IOException killed) {
            // Its last line may be cut.
          }
          address.completeExceptionally(new AssertionError("it did not start; see " + log));
        });
    try {
      return new ReelayProcess(
          process, URI.create(address.get(most.toSeconds(), TimeUnit.SECONDS)));
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** In an environment: another program than the one that is built here. */
  static final String JAR = "PROGRAM_JAR";

  /** The running program; what it writes, to either stream, is one output. */
  static Process launch(String command, Map<String, String> environment, String... arguments)
      throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    Path jar =
        Path.of(
                environment.getOrDefault(
                    JAR, System.getProperty("reelay.app", "target/app/reelay.jar")))
            .toAbsolutePath();
    Path options = jar.resolveSibling(OPTIONS);
    List<String> words = new ArrayList<>(List.of(java, MAX_HEAP));
    if (Files.exists(options)) {
      words.add("@" + options);
    }
    Path compilers = jar.resolveSibling("compilers.json");
    if (Files.exists(compilers)) {
      words.add("-XX:CompilerDirectivesFile=" + compilers);
    }
    words.addAll(List.of("-jar", jar.toString(), command));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    if (environment.containsKey(JAR)) { // this version's configuration is not for it
      builder.directory(jar.resolveSibling("").toFile());
    }
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }

  /** What the program writes goes beside its data. */
  static Path log(Map<String, String> environment) {
    return Path.of(environment.get("REELAY_DATA_DIR") + ".log");
  }

  static HttpClient person() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Sends a prompt; the key makes it one message however often it is sent. */
  @Nullable JsonNode ask(HttpClient person, String prompt, String key) throws InterruptedException {
    try {
      var answer = send(person, prompt, key);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException killed) {
      return null;
    }
  }

  /** As people do whom the program has asked to try again. */
  void askUntilAnswered(HttpClient person, String prompt, String key) {
    await(prompt)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          var answer = send(person, prompt, key);
          assertThat(answer.statusCode()).as(answer.body()).isIn(200, 500);
          return answer.statusCode() == 200;
        });
  }

  private HttpResponse<String> send(HttpClient person, String prompt, String key)
      throws IOException, InterruptedException {
    String body = JSON.createObjectNode().put("text", prompt).toString();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/messages"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return person.send(request, BodyHandlers.ofString());
  }

  long pid() {
    return process.pid();
  }

  /** The time of processors that it has used so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** What it has of the machine's memory. */
  long residentKb() throws IOException {
    Matcher said =
        RESIDENT.matcher(
            Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
    assertThat(said.find()).isTrue();
    return Long.parseLong(said.group(1));
  }

  /** Whether a page that is opened now shows these words. */
  boolean shows(HttpClient person, String words) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/events")).build();
    try (Stream<String> lines = person.send(request, BodyHandlers.ofLines()).body()) {
      return CompletableFuture.supplyAsync(() -> lines.anyMatch(line -> line.contains(words)))
          .get(20, TimeUnit.SECONDS);
    }
  }

  /** The other programs that it has started and that still run. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** {@code kill -STOP}, {@code kill -CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  int exitValue() {
    return process.exitValue();
  }

  /** {@code kill}, as an operator or Ctrl-C does. */
  int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("stops within 30 s").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
